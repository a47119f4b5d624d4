import { MultiSelect, Skeleton, Text } from '@mantine/core';
import { useParameter } from '../ui/address/useParameter';
import { ChartPanel } from '../ui/chart/ChartPanel';
import { Failed } from '../ui/Failed';
import { count, decimal } from '../ui/format';
import { Nothing } from '../ui/Nothing';
import classes from './Overlap.module.css';
import { useOverlap, useSegments } from './queries';
import { UpSet } from './UpSet';

const most = 8;

/** Who is in several segments at once: how many are in exactly these, for each combination that there is. */
export function Overlap() {
  const segments = useSegments();
  const [chosen, setChosen] = useParameter('of');
  const known = segments.data?.items ?? [];
  const names = (chosen === '' ? known.slice(0, 4).map(({ name }) => name) : chosen.split(',')).slice(0, most);
  const { data, error, refetch } = useOverlap(names);

  if (segments.data === undefined)
    return segments.error ? (
      <Failed error={segments.error} what="The segments" again={() => void segments.refetch()} />
    ) : (
      <Skeleton h={320} aria-busy />
    );
  if (known.length < 2) return <Nothing title="Two segments are needed">Their overlap is shown here as soon as there are two.</Nothing>;

  return (
    <>
      <MultiSelect
        label="Segments"
        description={`Two to ${most}`}
        data={known.map(({ name, title }) => ({ value: name, label: title }))}
        value={names}
        onChange={(next) => setChosen(next.join(','))}
        maxValues={most}
        searchable
        mb="md"
        maw={720}
      />
      <ChartPanel
        title="Overlap"
        note={data && (data.method === 'exact' ? 'exact' : `by a sample of ${count(data.scanned)}, in ${decimal(data.seconds, 2)} s`)}
        data={{
          name: 'overlap-of-segments',
          columns: [...(data?.segments.map(({ name }) => name) ?? []), 'customers', 'low', 'high'],
          rows: () =>
            data?.combinations.map((combination) => [
              ...data.segments.map(({ name }) => (combination.segments.includes(name) ? 1 : 0)),
              combination.count,
              combination.low,
              combination.high,
            ]) ?? [],
        }}
      >
        {names.length < 2 ? (
          <Text c="dimmed">Choose at least two segments.</Text>
        ) : data === undefined ? (
          error ? (
            <Failed error={error} what="The overlap" again={() => void refetch()} />
          ) : (
            <Skeleton h={280} aria-busy />
          )
        ) : (
          <>
            <UpSet overlap={data} />
            <p className={classes.rest}>
              {data.method === 'sample' && 'About '}
              {count(data.none.count)} of {count(data.customers)} customers are in none of these.
            </p>
          </>
        )}
      </ChartPanel>
    </>
  );
}
