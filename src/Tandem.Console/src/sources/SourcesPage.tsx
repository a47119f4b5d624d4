import { Button } from '@mantine/core';
import { IconPlugConnected, IconPlus } from '@tabler/icons-react';
import { addresses } from '../addresses';
import type { Source } from '../api/types';
import { useParameter } from '../ui/address/useParameter';
import { rate } from '../ui/format';
import { Nothing } from '../ui/Nothing';
import { PageHeader } from '../ui/PageHeader';
import type { Column } from '../ui/table/column';
import { DataTable } from '../ui/table/DataTable';
import { ObjectCell } from '../ui/table/ObjectCell';
import { Time } from '../ui/Time';
import { NewSource } from './NewSource';
import { channelName } from './channels';
import { useSources } from './queries';

const columns: Column<Source>[] = [
  {
    id: 'title',
    label: 'Source',
    word: 'source',
    width: 'minmax(0, 1fr)',
    value: ({ title, name }) => title || name,
    cell: ({ title, name }) => <ObjectCell title={title || name} about={name} />,
  },
  {
    id: 'channel',
    label: 'Channel',
    word: 'channel',
    width: '112px',
    wideOnly: true,
    value: ({ channel }) => channelName(channel),
  },
  {
    id: 'rate',
    label: 'A second',
    width: '80px',
    align: 'right',
    value: (source) => source.interactionsPerSecond,
    cell: (source) => rate(source.interactionsPerSecond),
  },
  {
    id: 'accepted',
    label: 'Accepted',
    width: '96px',
    align: 'right',
    wideOnly: true,
    value: ({ accepted }) => accepted,
  },
  {
    id: 'rejected',
    label: 'Rejected',
    width: '88px',
    align: 'right',
    wideOnly: true,
    extra: true,
    value: ({ rejected }) => rejected,
  },
  {
    id: 'open',
    label: 'To mend',
    width: '88px',
    align: 'right',
    wideOnly: true,
    value: ({ openRejects }) => openRejects,
  },
  {
    id: 'last',
    label: 'Last received',
    width: '116px',
    align: 'right',
    wideOnly: true,
    value: ({ lastReceivedAt }) => lastReceivedAt,
    cell: ({ lastReceivedAt }) => (lastReceivedAt === null ? 'never' : <Time at={lastReceivedAt} />),
  },
  {
    id: 'made',
    label: 'Made',
    width: '116px',
    align: 'right',
    wideOnly: true,
    extra: true,
    value: ({ createdAt }) => createdAt,
    cell: ({ createdAt }) => <Time at={createdAt} />,
  },
];

export function SourcesPage() {
  const { data, error, refetch } = useSources();
  const [asking, ask] = useParameter('new');
  const create = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => ask('source')}>
      New source
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Sources"
        word="source"
        description="Where interactions come from. Each has a write key, a live stream and a list of what was rejected."
        actions={data && data.items.length > 0 && create}
      />
      <DataTable
        name="sources"
        label="Sources"
        tall
        columns={columns}
        rows={data?.items}
        error={error}
        again={() => void refetch()}
        keyOf={({ name }) => name}
        linkTo={({ name }) => addresses.source(name)}
        empty={
          <Nothing icon={<IconPlugConnected size={32} stroke={1.4} />} title="No source yet" action={create}>
            A source is a site, an app, a shop or an import. It speaks Segment’s tracking API, so that existing libraries work with a
            changed address.
          </Nothing>
        }
      />
      <NewSource opened={asking === 'source'} onClose={() => ask(null)} />
    </>
  );
}
