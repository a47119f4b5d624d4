import type { Sample } from '../api/live';
import type { Overview } from '../api/types';
import { ChartPanel } from '../ui/chart/ChartPanel';
import { milliseconds } from '../ui/format';
import { TimeSeries } from '../ui/TimeSeries';
import classes from './OverviewPage.module.css';

const series = [
  { label: '99 of 100 within', colour: 'var(--series-quiet)', of: ({ latency }: Sample['overview']) => latency?.p99 },
  { label: 'half within', colour: 'var(--accent)', of: ({ latency }: Sample['overview']) => latency?.p50 },
];

/** How long it takes from accepting an interaction until it is folded: then it is in the customer, the segments and the journeys. */
export function Latency({ samples, overview }: { samples: Sample[]; overview: Overview | undefined }) {
  return (
    <ChartPanel
      title="Latency"
      note="accepted until folded, last 5 minutes"
      data={{
        name: 'latency',
        columns: ['at', 'p50 seconds', 'p99 seconds', 'interactions'],
        rows: () =>
          samples.map(({ receivedAt, overview: { latency } }) => [
            new Date(receivedAt).toISOString(),
            latency?.p50 ?? null,
            latency?.p99 ?? null,
            latency?.measured ?? 0,
          ]),
      }}
    >
      <div className={classes.numbers}>
        {[...series].reverse().map(({ label, colour, of }) => {
          const value = overview && of(overview);
          return (
            <span key={label} className={classes.number}>
              <span className={classes.key} style={{ background: colour }} aria-hidden />
              {label} <strong>{value === undefined ? '–' : milliseconds(value)}</strong>
            </span>
          );
        })}
      </div>
      <TimeSeries
        label="Milliseconds from accepting an interaction until it is folded, over the last 5 minutes"
        span={5 * 60_000}
        marks={[]}
        unit="ms"
        series={series.map(({ of, ...line }) => ({
          ...line,
          points: samples.flatMap(({ receivedAt, overview: at }) => {
            const value = of(at);
            return value === undefined ? [] : [{ at: receivedAt, value: value * 1000 }];
          }),
        }))}
      />
    </ChartPanel>
  );
}
