import type { Sample } from '../api/live';
import type { ChartData } from '../ui/chart/ChartDownload';

/** The numbers of the picture, a second each. */
export const throughputData = (samples: Sample[]): ChartData => ({
  name: 'interactions-a-second',
  columns: ['at', 'accepted a second', 'folded a second', 'ruleset'],
  rows: () =>
    samples.map(({ receivedAt, overview }) => [
      new Date(receivedAt).toISOString(),
      overview.interactionsPerSecond,
      overview.foldedPerSecond,
      overview.ruleset,
    ]),
});
