import type { Sample } from '../api/live';
import type { Overview } from '../api/types';
import { TimeSeries } from '../ui/TimeSeries';
import { rate } from '../ui/format';
import classes from './OverviewPage.module.css';

const series = [
  { label: 'folded', colour: 'var(--series-quiet)', of: (overview: Sample['overview']) => overview.foldedPerSecond },
  { label: 'accepted', colour: 'var(--accent)', of: (overview: Sample['overview']) => overview.interactionsPerSecond, filled: true },
];

/** Interactions accepted and folded each second, with a mark where another ruleset went live. */
export function Throughput({ samples, overview }: { samples: Sample[]; overview: Overview | undefined }) {
  const marks = samples.flatMap((sample, index) => {
    const before = samples[index - 1];
    return before !== undefined && before.overview.ruleset !== sample.overview.ruleset
      ? [{ at: sample.receivedAt, label: `ruleset ${sample.overview.ruleset} went live` }]
      : [];
  });

  return (
    <>
      <div className={classes.numbers}>
        {[...series].reverse().map(({ label, colour, of }) => (
          <span key={label} className={classes.number}>
            <span className={classes.key} style={{ background: colour }} aria-hidden />
            <strong>{overview ? rate(of(overview)) : '–'}</strong> {label} a second
          </span>
        ))}
        {overview && overview.messagesPerSecond >= 0.05 && (
          <span className={classes.number}>
            <strong>{rate(overview.messagesPerSecond)}</strong> messages a second
          </span>
        )}
      </div>
      <TimeSeries
        label="Interactions a second over the last 5 minutes"
        span={5 * 60_000}
        marks={marks}
        series={series.map(({ of, ...line }) => ({
          ...line,
          points: samples.map((sample) => ({ at: sample.receivedAt, value: of(sample.overview) })),
        }))}
      />
    </>
  );
}
