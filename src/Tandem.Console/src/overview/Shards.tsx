import { Skeleton } from '@mantine/core';
import { ChartPanel } from '../ui/chart/ChartPanel';
import { Failed } from '../ui/Failed';
import { count, decimal, plural } from '../ui/format';
import classes from './Shards.module.css';
import { useShards } from './queries';

const behindAfter = 5;

/** The parts in which customers are folded: where something waits, and for how long. */
export function Shards() {
  const { data, error, refetch } = useShards();
  const waiting = data?.items.reduce((sum, shard) => sum + shard.waiting, 0) ?? 0;
  const lag = data?.items.reduce((most, shard) => Math.max(most, shard.lagSeconds), 0) ?? 0;
  return (
    <ChartPanel
      title="Shards"
      note={data && data.items.length < data.shards ? `${data.items.length} of ${data.shards}, in this process` : undefined}
      data={{
        name: 'shards',
        columns: ['shard', 'waiting', 'lag seconds', 'folded since start'],
        rows: () => data?.items.map(({ shard, waiting: left, lagSeconds, folded }) => [shard, left, lagSeconds, folded]) ?? [],
      }}
    >
      {data === undefined ? (
        error ? (
          <Failed error={error} what="The shards" again={() => void refetch()} />
        ) : (
          <Skeleton h={64} aria-busy />
        )
      ) : (
        <>
          <ul className={classes.shards} aria-label="Shards">
            {data.items.map((shard) => (
              <li
                key={shard.shard}
                className={classes.shard}
                data-state={shard.lagSeconds > behindAfter ? 'behind' : shard.waiting > 0 ? 'waits' : undefined}
                title={`Shard ${shard.shard}: ${count(shard.waiting)} waiting, ${decimal(shard.lagSeconds, 1)} s behind, ${count(shard.folded)} folded since the start`}
              >
                {shard.shard}
              </li>
            ))}
          </ul>
          <p className={classes.said}>
            {waiting === 0
              ? 'Nothing waits.'
              : `${plural(waiting, 'entry', 'entries')} wait${waiting === 1 ? 's' : ''}, the oldest for ${decimal(lag, 1)} s.`}
          </p>
        </>
      )}
    </ChartPanel>
  );
}
