import { useQuery } from '@tanstack/react-query';
import { Anchor, Skeleton, Table } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { addresses } from '../addresses';
import { get, pathTo } from '../api/client';
import type { Account } from '../api/types';
import { TraitValue } from '../customers/TraitValue';
import { Failed } from '../ui/Failed';
import { Figures } from '../ui/Figures';
import { count, shortened } from '../ui/format';
import { PageHeader } from '../ui/PageHeader';
import { Panel } from '../ui/Panel';
import { Time } from '../ui/Time';

/** A company with its customers. */
export function AccountPage() {
  const { groupId = '' } = useParams();
  const {
    data: account,
    error,
    refetch,
  } = useQuery({ queryKey: ['account', groupId], queryFn: ({ signal }) => get<Account>(pathTo('accounts', groupId), undefined, signal) });
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
        <Panel title="Traits">
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
        </Panel>
        <Panel title="Members">
          <Table>
            <Table.Tbody>
              {account.members.map((member) => (
                <Table.Tr key={member.customerId}>
                  <Table.Td>
                    <Anchor component={Link} to={addresses.customer(member.customerId)}>
                      {shortened(member.customerId)}
                    </Anchor>
                  </Table.Td>
                  <Table.Td ta="right">
                    since <Time at={member.since} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Panel>
      </div>
    </>
  );
}
