import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { addresses } from '../addresses';
import type { Sample } from '../api/live';
import type { Overview } from '../api/types';
import { RecentMessages } from '../messages/RecentMessages';
import { SegmentCounts } from '../segments/SegmentCounts';
import { Bars } from '../ui/Bars';
import { ChartPanel } from '../ui/chart/ChartPanel';
import { count, rate } from '../ui/format';
import { Panel } from '../ui/Panel';
import { Channels } from './Channels';
import { Errors } from './Errors';
import { Latency } from './Latency';
import classes from './OverviewPage.module.css';
import { Shards } from './Shards';
import { Throughput } from './Throughput';
import { throughputData } from './throughputData';

/** What the engine is doing, drawn. */
export function Pictures({ overview, samples }: { overview: Overview | undefined; samples: Sample[] }) {
  return (
    <>
      <ChartPanel title="Interactions" word="interaction" note="last 5 minutes" data={throughputData(samples)}>
        <Throughput samples={samples} overview={overview} />
      </ChartPanel>
      <div className={classes.pair}>
        <Channels overview={overview} />
        <ChartPanel
          title="By source"
          word="source"
          note="accepted"
          data={{
            name: 'interactions-by-source',
            columns: ['source', 'accepted', 'rejected'],
            rows: () => overview?.sources.map(({ name, accepted, rejected }) => [name, accepted, rejected]) ?? [],
          }}
        >
          <Bars
            label="Interactions by source"
            rows={overview?.sources.map((source) => ({
              name: source.name,
              to: addresses.source(source.name),
              value: source.accepted,
              note:
                source.rejected > 0
                  ? `${count(source.rejected)} rejected`
                  : source.interactionsPerSecond >= 0.05
                    ? `${rate(source.interactionsPerSecond)}/s`
                    : undefined,
            }))}
            empty="No source yet"
          />
        </ChartPanel>
      </div>
      <div className={classes.pair}>
        <Latency samples={samples} overview={overview} />
        <Errors samples={samples} overview={overview} />
      </div>
      <div className={classes.pair}>
        <ChartPanel
          title="By type"
          note="accepted"
          data={{
            name: 'interactions-by-type',
            columns: ['type', 'accepted'],
            rows: () => overview?.byType.map(({ type, count: value }) => [type, value]) ?? [],
          }}
        >
          <Bars
            label="Interactions by type"
            rows={overview?.byType.map(({ type, count: value }) => ({ name: type, value }))}
            empty="Nothing has come in yet"
          />
        </ChartPanel>
        <Shards />
      </div>
      <div className={classes.pair}>
        <SegmentCounts />
        <Panel
          title="Latest messages"
          word="message"
          flush
          actions={
            <Button component={Link} to={addresses.messages} variant="subtle" size="compact-sm">
              All messages
            </Button>
          }
        >
          <RecentMessages />
        </Panel>
      </div>
    </>
  );
}
