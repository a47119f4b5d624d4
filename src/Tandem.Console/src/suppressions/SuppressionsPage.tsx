import { Button } from '@mantine/core';
import { IconMailOff } from '@tabler/icons-react';
import type { Suppression } from '../api/types';
import { PlaceTabs } from '../shell/PlaceTabs';
import { useSearchText } from '../ui/address/useSearchText';
import { Nothing } from '../ui/Nothing';
import { PageHeader } from '../ui/PageHeader';
import type { Column } from '../ui/table/column';
import { DataTable } from '../ui/table/DataTable';
import { usePages } from '../ui/table/usePages';
import { Time } from '../ui/Time';
import { AddSuppression } from './AddSuppression';
import { useRelease, useSuppressions } from './queries';

const columns: Column<Suppression>[] = [
  { id: 'address', label: 'Address', width: 'minmax(0, 1.5fr)', value: ({ address }) => address },
  { id: 'channel', label: 'Channel', word: 'channel', width: '88px', wideOnly: true, extra: true, value: ({ channel }) => channel },
  { id: 'reason', label: 'Reason', width: 'minmax(0, 1fr)', wideOnly: true, value: ({ reason }) => reason },
  { id: 'by', label: 'By', width: '96px', wideOnly: true, value: ({ by }) => by },
  {
    id: 'since',
    label: 'Since',
    width: '116px',
    wideOnly: true,
    align: 'right',
    value: ({ at }) => at,
    cell: ({ at }) => <Time at={at} />,
  },
];

export function SuppressionsPage() {
  const typed = useSearchText('search');
  const list = useSuppressions(typed.search);
  const { rows, paging } = usePages(list);
  const release = useRelease();

  return (
    <>
      <PageHeader
        title="Suppression list"
        description="Addresses that get nothing more, whatever a journey or campaign says. Unsubscribing and hard bounces put an address here."
        actions={<AddSuppression />}
      />
      <PlaceTabs />
      <DataTable
        name="suppressions"
        label="Suppressed addresses"
        columns={columns}
        rows={rows}
        paging={paging}
        search={{ ...typed, label: 'Search the suppression list', placeholder: 'Address' }}
        waiting={list.isPlaceholderData}
        error={list.error}
        again={() => void list.refetch()}
        keyOf={({ channel, address }) => `${channel}/${address}`}
        actions={({ channel, address }) => (
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => release.mutate({ channel, address })}
            loading={release.isPending && release.variables.address === address}
            aria-label={`Take ${address} off the list`}
          >
            Take off
          </Button>
        )}
        empty={
          <Nothing icon={<IconMailOff size={32} stroke={1.4} />} title="Nobody is on the list">
            Whoever unsubscribes with one click from a mail appears here at once.
          </Nothing>
        }
      />
    </>
  );
}
