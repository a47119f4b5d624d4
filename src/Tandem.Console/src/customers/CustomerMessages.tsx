import { addresses } from '../addresses';
import { messageColumns } from '../messages/columns';
import { Nothing } from '../ui/Nothing';
import { DataTable } from '../ui/table/DataTable';
import { useCustomerMessages } from './queries';

// Beside the customer's facts there is less room.
const columns = messageColumns.map((column) => (column.id === 'to' ? { ...column, extra: true } : column));

export function CustomerMessages({ customerKey }: { customerKey: string }) {
  const { data, error, refetch } = useCustomerMessages(customerKey);
  return (
    <DataTable
      name="customer-messages"
      label="Messages"
      columns={columns}
      rows={data?.items}
      error={error}
      again={() => void refetch()}
      keyOf={({ id }) => id}
      linkTo={({ id }) => addresses.message(id)}
      empty={<Nothing title="No message yet">Journeys and campaigns write to customers; each message says why it was sent.</Nothing>}
    />
  );
}
