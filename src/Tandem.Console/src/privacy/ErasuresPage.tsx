import { IconEraser } from '@tabler/icons-react';
import { addresses } from '../addresses';
import type { Erasure } from '../api/types';
import { PlaceTabs } from '../shell/PlaceTabs';
import { Nothing } from '../ui/Nothing';
import { PageHeader } from '../ui/PageHeader';
import type { Column } from '../ui/table/column';
import { DataTable } from '../ui/table/DataTable';
import { ObjectCell } from '../ui/table/ObjectCell';
import { Time } from '../ui/Time';
import { ErasureState } from './ErasureState';
import { useErasures } from './queries';

const columns: Column<Erasure>[] = [
  {
    id: 'customer',
    label: 'Customer',
    word: 'customer',
    width: 'minmax(0, 1fr)',
    value: ({ customerId }) => customerId,
    cell: ({ customerId, state, reason }) => (
      <ObjectCell
        title={`Customer ${customerId}`}
        state={<ErasureState state={state} />}
        about={reason === '' ? 'No reason given' : reason}
      />
    ),
  },
  { id: 'state', label: 'State', width: '96px', wideOnly: true, extra: true, value: ({ state }) => state },
  { id: 'reason', label: 'Reason', width: 'minmax(0, 1fr)', wideOnly: true, extra: true, value: ({ reason }) => reason },
  { id: 'by', label: 'By', width: '96px', wideOnly: true, value: ({ by }) => by },
  {
    id: 'asked',
    label: 'Asked',
    width: '116px',
    align: 'right',
    value: ({ askedAt }) => askedAt,
    cell: ({ askedAt }) => <Time at={askedAt} />,
  },
];

/** All erasures with their certificates, newest first. */
export function ErasuresPage() {
  const { data, error, refetch } = useErasures();
  return (
    <>
      <PageHeader
        title="Erasures"
        description="Customers who were erased, each with a certificate of what was done. Nobody can read from it who they were."
      />
      <PlaceTabs />
      <DataTable
        name="erasures"
        label="Erasures"
        tall
        columns={columns}
        rows={data?.items}
        error={error}
        again={() => void refetch()}
        keyOf={({ id }) => id}
        linkTo={({ id }) => addresses.erasure(id)}
        empty={
          <Nothing icon={<IconEraser size={32} stroke={1.4} />} title="Nobody was erased yet">
            A customer is erased from their own page. What was done, and what still holds their data, stands here afterwards.
          </Nothing>
        }
      />
    </>
  );
}
