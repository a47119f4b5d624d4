import { Button, Text } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Overview } from '../api/types';
import { RecentMessages } from '../messages/RecentMessages';
import { Bars } from '../ui/Bars';
import { Failed } from '../ui/Failed';
import { Figures, type Figure } from '../ui/Figures';
import { count, rate } from '../ui/format';
import { PageHeader } from '../ui/PageHeader';
import { Panel } from '../ui/Panel';
import { SegmentCounts } from '../segments/SegmentCounts';
import classes from './OverviewPage.module.css';
import { useOverview } from './queries';
import { Throughput } from './Throughput';

export function OverviewPage() {
  const { overview, samples, error, refetch } = useOverview();
  if (overview === undefined && error) return <Failed error={error} what="The overview" again={() => void refetch()} />;

  return (
    <>
      <PageHeader title="Overview" />
      {overview?.accepted === 0 && <FirstSteps />}
      <Figures label="Key figures" items={keyFigures(overview)} />
      <Panel title="Interactions" note="last 5 minutes">
        <Throughput samples={samples} overview={overview} />
      </Panel>
      <div className={classes.pair}>
        <Panel title="By source" note="accepted">
          <Bars
            label="Interactions by source"
            rows={overview?.sources.map((source) => ({
              name: source.name,
              to: `/sources/${encodeURIComponent(source.name)}`,
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
        </Panel>
        <Panel title="By type" note="accepted">
          <Bars
            label="Interactions by type"
            rows={overview?.byType.map(({ type, count: value }) => ({ name: type, value }))}
            empty="Nothing has come in yet"
          />
        </Panel>
      </div>
      <div className={classes.pair}>
        <Panel
          title="Segments"
          actions={
            <Button component={Link} to="/segments" variant="subtle" size="compact-sm">
              All segments
            </Button>
          }
        >
          <SegmentCounts />
        </Panel>
        <Panel
          title="Latest messages"
          flush
          actions={
            <Button component={Link} to="/messages" variant="subtle" size="compact-sm">
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

function keyFigures(overview: Overview | undefined): Figure[] {
  const messages = overview?.messages;
  return [
    {
      label: 'Customers',
      value: overview && count(overview.customers),
      note: overview && overview.accounts > 0 ? `${count(overview.accounts)} accounts` : undefined,
    },
    {
      label: 'Accepted',
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
      label: 'Messages sent',
      value: messages && count(messages.sent),
      note: overview && (overview.sendingOutside ? 'to the outside' : 'into the mailbox'),
    },
    { label: 'Queued', value: messages && count(messages.queued), tone: messages && messages.queued > 0 ? 'waits' : undefined },
    { label: 'Withheld', value: messages && count(messages.withheld), note: 'not allowed' },
    { label: 'Failed', value: messages && count(messages.failed), tone: messages && messages.failed > 0 ? 'broken' : undefined },
  ];
}

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
        <Button component={Link} to="/sources" mt="md" leftSection={<IconPlugConnected size={16} />}>
          Connect a source
        </Button>
      </Panel>
    </div>
  );
}
