import { DotWhiskers } from '../campaigns/DotWhiskers';
import { Bars } from '../ui/Bars';
import { ChartPanel } from '../ui/chart/ChartPanel';
import { TimeSeries } from '../ui/TimeSeries';
import classes from './Design.module.css';

const end = Date.UTC(2026, 0, 15, 12);
const points = (of: (second: number) => number) =>
  Array.from({ length: 300 }, (_, second) => ({ at: end - (299 - second) * 1_000, value: of(second) }));
const accepted = points((second) => 420 + 160 * Math.sin(second / 24) + 60 * Math.sin(second / 5));
const folded = points((second) => 400 + 150 * Math.sin((second - 6) / 24));

const arms = [
  { label: "women's", colour: 'var(--arm-1)', estimate: { value: 0.0452, low: 0.0391, high: 0.0513 } },
  { label: "men's", colour: 'var(--arm-2)', estimate: { value: 0.0766, low: 0.0699, high: 0.0833 } },
];
const points100 = (value: number) => `${value > 0 ? '+' : ''}${(value * 100).toFixed(1)} pts`;
const sources = [
  { name: 'Web shop', value: 48_211 },
  { name: 'App', value: 21_040 },
  { name: 'Stores', value: 6_310 },
];

/** Pictures; each can be kept as a PNG, and its numbers as CSV. */
export function Charts() {
  return (
    <>
      <ChartPanel
        title="A time series"
        note="with the moment at which the rules changed"
        data={{
          name: 'time-series',
          columns: ['at', 'accepted'],
          rows: () => accepted.map(({ at, value }) => [new Date(at).toISOString(), value]),
        }}
      >
        <TimeSeries
          label="A time series"
          span={300_000}
          marks={[{ at: end - 120_000, label: 'ruleset 41 went live' }]}
          series={[
            { label: 'folded', colour: 'var(--series-quiet)', points: folded },
            { label: 'accepted', colour: 'var(--accent)', filled: true, points: accepted },
          ]}
        />
      </ChartPanel>
      <div className={classes.pair}>
        <ChartPanel
          title="Lift"
          note="dots with 95% intervals"
          data={{
            name: 'lift',
            columns: ['arm', 'value', 'low', 'high'],
            rows: () => arms.map(({ label, estimate }) => [label, estimate.value, estimate.low, estimate.high]),
          }}
        >
          <DotWhiskers
            title="visit"
            unit="percentage points"
            zero
            tick={(value) => points100(value)}
            rows={arms.map((arm) => ({
              ...arm,
              value: points100(arm.estimate.value),
              interval: `${points100(arm.estimate.low)} to ${points100(arm.estimate.high)}`,
            }))}
          />
        </ChartPanel>
        <ChartPanel
          title="Bars"
          note="names with their share"
          data={{ name: 'bars', columns: ['source', 'accepted'], rows: () => sources.map(({ name, value }) => [name, value]) }}
        >
          <Bars label="Bars" rows={sources} empty="Nothing has come in yet" />
        </ChartPanel>
      </div>
    </>
  );
}
