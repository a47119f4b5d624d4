import type { Customer } from '../api/types';
import { Nothing } from '../ui/Nothing';
import type { Column } from '../ui/table/column';
import { DataTable } from '../ui/table/DataTable';
import { Time } from '../ui/Time';

const columns: Column<Customer['events'][number]>[] = [
  { id: 'event', label: 'Event', word: 'interaction', width: 'minmax(0, 1fr)', value: ({ name }) => name },
  { id: 'count', label: 'Count', width: '72px', align: 'right', value: (event) => event.count },
  {
    id: 'first',
    label: 'First',
    width: '116px',
    align: 'right',
    wideOnly: true,
    value: ({ first }) => first,
    cell: ({ first }) => <Time at={first} />,
  },
  { id: 'last', label: 'Last', width: '116px', align: 'right', value: ({ last }) => last, cell: ({ last }) => <Time at={last} /> },
];

export function EventCounts({ events }: { events: Customer['events'] | undefined }) {
  return (
    <DataTable
      name="events"
      label="Events"
      columns={columns}
      rows={events}
      keyOf={({ name }) => name}
      empty={<Nothing title="No events yet">Events come with track calls, such as Order Completed.</Nothing>}
    />
  );
}
