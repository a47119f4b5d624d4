import type { Campaign } from '../api/types';
import type { ChartData } from '../ui/chart/ChartDownload';
import { resultOf } from './words';

/** Every arm's numbers with their intervals, as they are worked out. */
export const armData = ({ name, arms, goals }: Campaign): ChartData => ({
  name: `arms-of-${name}`,
  columns: [
    'arm',
    'control',
    'template',
    'assigned',
    'sent',
    'withheld',
    ...goals.flatMap((goal) => [
      `${goal.name}: converted`,
      ...['rate', 'lift', 'value per customer', 'value lift'].flatMap((figure) => [
        `${goal.name}: ${figure}`,
        `${goal.name}: ${figure} low`,
        `${goal.name}: ${figure} high`,
      ]),
      `${goal.name}: p of lift`,
    ]),
  ],
  rows: () =>
    arms.map((arm) => [
      arm.name,
      arm.control ? 1 : 0,
      arm.template,
      arm.assigned,
      arm.sent,
      arm.withheld,
      ...goals.flatMap((goal) => {
        const result = resultOf(arm, goal);
        return [
          result?.converted ?? null,
          ...[result?.rate, result?.lift, result?.valuePerCustomer, result?.valueLift].flatMap((estimate) => [
            estimate?.value ?? null,
            estimate?.low ?? null,
            estimate?.high ?? null,
          ]),
          result?.pValue ?? null,
        ];
      }),
    ]),
});
