import { Skeleton, Table } from '@mantine/core';
import { useParams } from 'react-router';
import { addresses } from '../addresses';
import { customerColumns } from '../customers/columns';
import { plainTrait } from '../customers/plainTrait';
import { TraitValue } from '../customers/TraitValue';
import { listed } from '../ui/chart/ChartDownload';
import { ChartPanel } from '../ui/chart/ChartPanel';
import { Failed } from '../ui/Failed';
import { Figures } from '../ui/Figures';
import { count } from '../ui/format';
import { Nothing } from '../ui/Nothing';
import { PageHeader } from '../ui/PageHeader';
import type { Column } from '../ui/table/column';
import { DataTable } from '../ui/table/DataTable';
import { usePages } from '../ui/table/usePages';
import { Time } from '../ui/Time';
import { useAccount, useAccountMembers, type Member } from './queries';

const columns: Column<Member>[] = [
  ...customerColumns
    .filter(({ id }) => id !== 'segments' && id !== 'interactions')
    .map((column) => (column.id === 'lastSeen' ? { ...column, wideOnly: true } : column)),
  {
    id: 'since',
    label: 'Member since',
    width: '132px',
    align: 'right',
    value: ({ since }) => since,
    cell: ({ since }) => <Time at={since} />,
  },
];

/** A company with its customers. */
export function AccountPage() {
  const { groupId = '' } = useParams();
  const { data: account, error, refetch } = useAccount(groupId);
  const members = useAccountMembers(groupId);
  const { rows, paging } = usePages(members);
  if (error)
    return (
      <Failed
        error={error}
        what={`The account ${groupId}`}
        again={() => void refetch()}
        back={{ label: 'All customers', to: addresses.customers }}
      />
    );
  if (account === undefined) return <Skeleton h={320} />;
  const name = typeof account.traits.name === 'string' ? account.traits.name : account.groupId;

  return (
    <>
      <PageHeader title={name} parent={{ label: 'Customers', to: addresses.customers }} description={`Account ${account.groupId}`} />
      <Figures
        label="Key figures"
        items={[
          { label: 'Members', value: count(account.members.length) },
          { label: 'First seen', value: <Time at={account.firstSeen} /> },
        ]}
      />
      <div style={{ display: 'grid', gap: 16 }}>
        <ChartPanel
          title="Traits"
          word="trait"
          data={{
            name: `traits-of-${account.groupId}`,
            columns: ['trait', 'value'],
            rows: () => Object.entries(account.traits).map(([trait, value]) => [trait, plainTrait(value)]),
            words: listed,
          }}
        >
          <Table>
            <Table.Tbody>
              {Object.entries(account.traits).map(([trait, value]) => (
                <Table.Tr key={trait}>
                  <Table.Th scope="row">{trait}</Table.Th>
                  <Table.Td>
                    <TraitValue value={value} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </ChartPanel>
        <DataTable
          name={`members-of-${account.groupId}`}
          label="Members"
          columns={columns}
          rows={rows}
          paging={paging}
          total={account.members.length}
          error={members.error}
          again={() => void members.refetch()}
          keyOf={({ id }) => id}
          linkTo={({ id }) => addresses.customer(id)}
          empty={<Nothing title="No members">A customer becomes a member by a group call with this account’s id.</Nothing>}
        />
      </div>
    </>
  );
}
