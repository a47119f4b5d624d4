import { Button, Text } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { Link } from 'react-router';
import { addresses } from '../addresses';
import type { Overview } from '../api/types';
import { RecentMessages } from '../messages/RecentMessages';
import { Bars } from '../ui/Bars';
import { ChartPanel } from '../ui/chart/ChartPanel';
import { Failed } from '../ui/Failed';
import { Figures, type Figure } from '../ui/Figures';
import { count, milliseconds, rate } from '../ui/format';
import { PageHeader } from '../ui/PageHeader';
import { Panel } from '../ui/Panel';
import { SegmentCounts } from '../segments/SegmentCounts';
import classes from './OverviewPage.module.css';
import { Channels } from './Channels';
import { Errors } from './Errors';
import { Latency } from './Latency';
import { useOverview } from './queries';
import { Shards } from './Shards';
import { Throughput } from './Throughput';
import { throughputData } from './throughputData';
import { ToDo } from './ToDo';

export function OverviewPage() {
  const { overview, samples, error, refetch } = useOverview();
  if (overview === undefined && error) return <Failed error={error} what="The overview" again={() => void refetch()} />;

  return (
    <>
      <PageHeader title="Overview" />
      {overview?.accepted === 0 && <FirstSteps />}
      <Figures label="Key figures" items={keyFigures(overview)} />
      <div className={classes.panels}>
        <ToDo />
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
      </div>
    </>
  );
}

function keyFigures(overview: Overview | undefined): Figure[] {
  const messages = overview?.messages;
  return [
    {
      label: 'Customers',
      word: 'customer',
      value: overview && count(overview.customers),
      note: overview && overview.accounts > 0 ? `${count(overview.accounts)} accounts` : undefined,
    },
    {
      label: 'Accepted',
      word: 'interaction',
      value: overview && count(overview.accepted),
      note: overview && (overview.rejected > 0 ? `${count(overview.rejected)} rejected` : 'none rejected'),
    },
    {
      label: 'Waiting',
      value: overview && count(overview.waiting),
      note: overview && waitingFrom(overview),
      tone: overview?.replay ? 'waits' : undefined,
    },
    {
      label: 'Latency',
      value: overview && (overview.latency ? milliseconds(overview.latency.p99) : null),
      note: '99 of 100 within',
    },
    {
      label: 'Messages sent',
      word: 'message',
      value: messages && count(messages.sent),
      note: overview && messages && sentWhere(overview.sendingOutside, messages.queued),
    },
    { label: 'Withheld', value: messages && count(messages.withheld), note: 'not allowed' },
    { label: 'Failed', value: messages && count(messages.failed), tone: messages && messages.failed > 0 ? 'broken' : undefined },
  ];
}

const sentWhere = (outside: boolean, queued: number) =>
  `${outside ? 'to the outside' : 'into the mailbox'}${queued > 0 ? `, ${count(queued)} queued` : ''}`;

/** After a crash, what the last run left: all that waits, or a part of it. */
function waitingFrom({ replay, waiting, foldedPerSecond }: Overview) {
  if (!replay) return `${rate(foldedPerSecond)}/s folded`;
  return replay.entries < waiting ? `${count(replay.entries)} from the last run` : 'from the last run';
}

function FirstSteps() {
  return (
    <div className={classes.first}>
      <Panel title="Nothing has come in yet">
        <Text maw={760}>
          Connect a site, app or shop with its source’s write key: the source’s page has a snippet with the key in place. To see Tandem with
          real data at once, stop this server and run <code>./dev demo</code>.
        </Text>
        <Button component={Link} to={addresses.sources} mt="md" leftSection={<IconPlugConnected size={16} />}>
          Connect a source
        </Button>
      </Panel>
    </div>
  );
}
