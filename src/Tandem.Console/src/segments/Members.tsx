import { addresses } from '../addresses';
import { customerColumns } from '../customers/columns';
import { Nothing } from '../ui/Nothing';
import { DataTable } from '../ui/table/DataTable';
import { usePages } from '../ui/table/usePages';
import { useMembers } from './queries';

export function Members({ name, total }: { name: string; total: number | undefined }) {
  const members = useMembers(name);
  const { rows, paging } = usePages(members);
  return (
    <DataTable
      name={`members-of-${name}`}
      label="Members"
      columns={customerColumns}
      rows={rows}
      paging={paging}
      total={total}
      error={members.error}
      again={() => void members.refetch()}
      keyOf={({ id }) => id}
      linkTo={({ id }) => addresses.customer(id)}
      empty={<Nothing title="Nobody is in it now">Customers enter by themselves as soon as the expression holds for them.</Nothing>}
    />
  );
}
