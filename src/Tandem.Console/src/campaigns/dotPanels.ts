import type { Campaign, CampaignArm, CampaignGoal, Estimate } from '../api/types';
import { decimal, percent } from '../ui/format';
import { decimalsOf } from '../ui/scale';
import type { DotPanel } from './DotWhiskers';
import { amount, amountWithInterval, percentWithInterval, plainWithInterval, points, pointsWithInterval, resultOf } from './words';

export type View = 'lift' | 'arms';

interface Measure {
  title: (goal: CampaignGoal) => string;
  unit: string;
  of: (arm: CampaignArm, goal: CampaignGoal) => Estimate | null | undefined;
  text: (estimate: Estimate) => { value: string; interval: string };
  tick: (value: number, step: number) => string;
}

const measures: Record<View, Measure[]> = {
  lift: [
    {
      title: (goal) => goal.name,
      unit: 'percentage points',
      of: (arm, goal) => resultOf(arm, goal)?.lift,
      text: pointsWithInterval,
      tick: (value, step) => points(value, decimalsOf(step * 100)),
    },
    {
      title: (goal) => `${goal.value ?? ''} per customer`,
      unit: 'difference',
      of: (arm, goal) => resultOf(arm, goal)?.valueLift,
      text: amountWithInterval,
      tick: (value) => amount(value),
    },
  ],
  arms: [
    {
      title: (goal) => goal.name,
      unit: 'share of the customers in the arm',
      of: (arm, goal) => resultOf(arm, goal)?.rate,
      text: percentWithInterval,
      tick: (value, step) => percent(value, decimalsOf(step * 100)),
    },
    {
      title: (goal) => `${goal.value ?? ''} per customer`,
      unit: 'mean of all customers in the arm',
      of: (arm, goal) => resultOf(arm, goal)?.valuePerCustomer,
      text: plainWithInterval,
      tick: (value) => decimal(value, 2),
    },
  ],
};

/** One panel a goal, and one more for its value where it has one. */
export function dotPanels(campaign: Campaign, view: View, colours: Map<string, string>): DotPanel[] {
  return campaign.goals.flatMap((goal) =>
    measures[view].flatMap(({ title, unit, of, text, tick }) => {
      const rows = campaign.arms.flatMap((arm) => {
        const estimate = of(arm, goal);
        return estimate ? [{ label: arm.name, estimate, colour: colours.get(arm.name) ?? 'var(--ink)', ...text(estimate) }] : [];
      });
      return rows.length > 0 ? [{ title: title(goal), unit, rows, tick, zero: view === 'lift' }] : [];
    }),
  );
}
