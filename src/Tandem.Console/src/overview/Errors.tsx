import { addresses } from '../addresses';
import type { Sample } from '../api/live';
import type { Overview } from '../api/types';
import { Bars } from '../ui/Bars';
import { ChartPanel } from '../ui/chart/ChartPanel';
import { count } from '../ui/format';

type Counts = Overview['errors'];

const kinds: { name: string; of: keyof Counts; to?: string }[] = [
  { name: 'Items rejected', of: 'rejected', to: addresses.sources },
  { name: 'Calls refused, 429 or 503', of: 'refused' },
  { name: 'Messages failed or uncertain', of: 'failed', to: addresses.messages },
  { name: 'Rules that met an error', of: 'ruleErrors', to: addresses.segments },
];

/** What went wrong, so far and in the last minutes. */
export function Errors({ samples, overview }: { samples: Sample[]; overview: Overview | undefined }) {
  const before = samples[0]?.overview.errors;
  const lately = (of: keyof Counts) => (overview && before ? Math.max(0, overview.errors[of] - before[of]) : 0);
  return (
    <ChartPanel
      title="Errors"
      note="so far"
      data={{
        name: 'errors',
        columns: ['what', 'so far', 'last 5 minutes'],
        rows: () => (overview ? kinds.map(({ name, of }) => [name, overview.errors[of], lately(of)]) : []),
      }}
    >
      <Bars
        label="Errors by kind"
        rows={
          overview &&
          kinds.map(({ name, of, to }) => ({
            name,
            to,
            value: overview.errors[of],
            note: lately(of) > 0 ? `${count(lately(of))} in the last 5 minutes` : undefined,
          }))
        }
        empty=""
      />
    </ChartPanel>
  );
}
