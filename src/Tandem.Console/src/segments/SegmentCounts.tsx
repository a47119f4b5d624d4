import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { addresses } from '../addresses';
import { Bars } from '../ui/Bars';
import { ChartPanel } from '../ui/chart/ChartPanel';
import { Failed } from '../ui/Failed';
import { percent } from '../ui/format';
import { useSegments } from './queries';

/** Every segment with its share of the customers, for the overview. */
export function SegmentCounts() {
  const { data, error, refetch } = useSegments();
  const customers = data?.items[0]?.customers ?? 0;
  return (
    <ChartPanel
      title="Segments"
      word="segment"
      actions={
        <Button component={Link} to={addresses.segments} variant="subtle" size="compact-sm">
          All segments
        </Button>
      }
      data={{
        name: 'customers-by-segment',
        columns: ['segment', 'customers', 'of'],
        rows: () => data?.items.map((segment) => [segment.title, segment.count, segment.customers]) ?? [],
      }}
    >
      {data === undefined && error ? (
        <Failed error={error} what="The segments" again={() => void refetch()} />
      ) : (
        <Bars
          label="Customers by segment"
          of={customers}
          rows={data?.items.slice(0, 6).map((segment) => ({
            name: segment.title,
            to: addresses.segment(segment.name),
            value: segment.count,
            note:
              segment.evaluated < 1
                ? `${percent(segment.evaluated, 0)} looked at`
                : customers > 0
                  ? percent(segment.count / customers, 1)
                  : undefined,
          }))}
          empty="No segment yet. A segment is an expression over traits and events, kept up to date for every customer."
        />
      )}
    </ChartPanel>
  );
}
