import { Button, Skeleton, Text } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { Link } from 'react-router';
import { addresses } from '../addresses';
import type { Overview } from '../api/types';
import { Failed } from '../ui/Failed';
import { Figures, type Figure } from '../ui/Figures';
import { count, milliseconds, rate } from '../ui/format';
import { PageHeader } from '../ui/PageHeader';
import { Panel } from '../ui/Panel';
import classes from './OverviewPage.module.css';
import { useOverview } from './queries';
import { ToDo } from './ToDo';

const painted = () => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

// The figures and what waits come first; the pictures are not even asked for before these can be seen.
const Pictures = lazy(async () => {
  await painted();
  return { default: (await import('./Pictures')).Pictures };
});

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
        <Suspense fallback={<Skeleton h={1200} aria-busy />}>
          <Pictures overview={overview} samples={samples} />
        </Suspense>
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
