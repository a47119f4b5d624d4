import { Button, CloseButton, Table, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconMailOff, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { MessagesTabs } from '../messages/MessagesTabs';
import { Failed } from '../ui/Failed';
import { Nothing } from '../ui/Nothing';
import { PageHeader } from '../ui/PageHeader';
import { RowsSkeleton } from '../ui/RowsSkeleton';
import { Time } from '../ui/Time';
import { AddSuppression } from './AddSuppression';
import { useRelease, useSuppressions } from './queries';
import classes from './Suppressions.module.css';

export function SuppressionsPage() {
  const [text, setText] = useState('');
  const [search] = useDebouncedValue(text.trim(), 200);
  const list = useSuppressions(search);
  const release = useRelease();
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];

  return (
    <>
      <PageHeader
        title="Suppression list"
        description="Addresses that get nothing more, whatever a journey or campaign says. Unsubscribing and hard bounces put an address here."
        actions={<AddSuppression />}
      />
      <MessagesTabs />
      <TextInput
        className={classes.search}
        size="xs"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        placeholder="Address"
        aria-label="Search the suppression list"
        leftSection={<IconSearch size={14} aria-hidden />}
        rightSection={text === '' ? null : <CloseButton size="xs" onClick={() => setText('')} aria-label="Clear the search" />}
      />
      {list.isPending ? (
        <RowsSkeleton rows={6} />
      ) : list.isError ? (
        <Failed error={list.error} what="The suppression list" again={() => void list.refetch()} />
      ) : rows.length === 0 ? (
        <Nothing
          icon={<IconMailOff size={32} stroke={1.4} />}
          title={search === '' ? 'Nobody is on the list' : `"${search}" is not on the list`}
        >
          Whoever unsubscribes with one click from a mail appears here at once.
        </Nothing>
      ) : (
        <div className={classes.list}>
          <Table.ScrollContainer minWidth={640}>
            <Table horizontalSpacing="md" verticalSpacing="xs">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Address</Table.Th>
                  <Table.Th>Reason</Table.Th>
                  <Table.Th>By</Table.Th>
                  <Table.Th ta="right">Since</Table.Th>
                  <Table.Th aria-label="Actions" />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rows.map(({ channel, address, reason, by, at }) => (
                  <Table.Tr key={`${channel}/${address}`}>
                    <Table.Td fw={500}>{address}</Table.Td>
                    <Table.Td>{reason}</Table.Td>
                    <Table.Td>{by}</Table.Td>
                    <Table.Td ta="right">
                      <Time at={at} />
                    </Table.Td>
                    <Table.Td ta="right">
                      <Button
                        variant="subtle"
                        size="compact-sm"
                        onClick={() => release.mutate({ channel, address })}
                        loading={release.isPending && release.variables.address === address}
                        aria-label={`Take ${address} off the list`}
                      >
                        Take off
                      </Button>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
          {list.hasNextPage && (
            <Button variant="subtle" fullWidth onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
              Show more
            </Button>
          )}
        </div>
      )}
    </>
  );
}
