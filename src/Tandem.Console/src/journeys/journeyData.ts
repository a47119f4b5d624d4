import type { Journey, JourneyStep } from '../api/types';
import type { ChartData } from '../ui/chart/ChartDownload';

const flat = (steps: JourneyStep[]): JourneyStep[] => steps.flatMap((step) => [step, ...flat(step.then ?? []), ...flat(step.else ?? [])]);

/** Each step's numbers, in the order of the picture. */
export const journeyData = (journey: Journey): ChartData => ({
  name: `${journey.name}-steps`,
  columns: ['step', 'kind', 'what', 'entered', 'here now'],
  rows: () => flat(journey.steps).map(({ id, kind, summary, entered, here }) => [id, kind, summary, entered, here]),
});
