import { Failed } from '../ui/Failed';
import { Bars } from '../ui/Bars';
import { percent } from '../ui/format';
import { useSegments } from './queries';

/** Every segment with its share of the customers, for the overview. */
export function SegmentCounts() {
  const { data, error, refetch } = useSegments();
  if (data === undefined && error) return <Failed error={error} what="The segments" again={() => void refetch()} />;
  const customers = data?.items[0]?.customers ?? 0;
  return (
    <Bars
      label="Customers by segment"
      of={customers}
      rows={data?.items.slice(0, 6).map((segment) => ({
        name: segment.title,
        to: `/segments/${encodeURIComponent(segment.name)}`,
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
  );
}
