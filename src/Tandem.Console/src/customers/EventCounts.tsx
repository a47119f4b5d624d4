import { Table } from '@mantine/core';
import type { Customer } from '../api/types';
import { count } from '../ui/format';
import { Nothing } from '../ui/Nothing';
import { Time } from '../ui/Time';

export function EventCounts({ events }: { events: Customer['events'] }) {
  if (events.length === 0) return <Nothing title="No events yet">Events come with track calls, such as Order Completed.</Nothing>;
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Event</Table.Th>
          <Table.Th ta="right">Count</Table.Th>
          <Table.Th ta="right">First</Table.Th>
          <Table.Th ta="right">Last</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {events.map((event) => (
          <Table.Tr key={event.name}>
            <Table.Td>{event.name}</Table.Td>
            <Table.Td ta="right">{count(event.count)}</Table.Td>
            <Table.Td ta="right">
              <Time at={event.first} />
            </Table.Td>
            <Table.Td ta="right">
              <Time at={event.last} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
