import { Button } from '@mantine/core';
import { IconFingerprint, IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { addresses } from '../addresses';
import type { Definition } from '../api/types';
import { useDefinitions } from '../definitions/queries';
import { PlaceTabs } from '../shell/PlaceTabs';
import { Nothing } from '../ui/Nothing';
import { PageHeader } from '../ui/PageHeader';
import type { Column } from '../ui/table/column';
import { DataTable } from '../ui/table/DataTable';
import { ObjectCell } from '../ui/table/ObjectCell';
import { Time } from '../ui/Time';
import { ruleIn } from './ruleIn';

const create = (
  <Button component={Link} to={addresses.create('identity')} leftSection={<IconPlus size={16} />}>
    New identity rule
  </Button>
);

const columns: Column<Definition>[] = [
  {
    id: 'title',
    label: 'Identity rule',
    word: 'identity',
    width: 'minmax(0, 1fr)',
    value: ({ title }) => title,
    cell: ({ title, description, name }) => <ObjectCell title={title} about={description ?? name} />,
  },
  { id: 'kind', label: 'Kind', width: '120px', value: (rule) => ruleIn(rule).kind },
  { id: 'limits', label: 'At most', width: '140px', wideOnly: true, value: (rule) => ruleIn(rule).limits },
  {
    id: 'blocked',
    label: 'Blocked',
    width: '72px',
    wideOnly: true,
    align: 'right',
    value: (rule) => ruleIn(rule).blocked,
  },
  {
    id: 'changed',
    label: 'Changed',
    width: '116px',
    wideOnly: true,
    align: 'right',
    value: ({ updatedAt }) => updatedAt,
    cell: ({ updatedAt }) => <Time at={updatedAt} />,
  },
];

export function IdentitiesPage() {
  const { data, error, refetch } = useDefinitions('identity');
  return (
    <>
      <PageHeader
        title="Identity rules"
        word="identity"
        description="How many identities of a kind a customer may have, and values that identify nobody."
        actions={create}
      />
      <PlaceTabs />
      <DataTable
        name="identity-rules"
        label="Identity rules"
        tall
        columns={columns}
        rows={data?.items}
        error={error}
        again={() => void refetch()}
        keyOf={({ name }) => name}
        linkTo={({ name }) => addresses.identity(name)}
        empty={
          <Nothing icon={<IconFingerprint size={32} stroke={1.4} />} title="The defaults hold" action={create}>
            A customer has one <code>userId</code> and at most five identities of any other kind, and values such as <code>null</code> or{' '}
            <code>unknown</code> identify nobody. A rule changes that for one kind.
          </Nothing>
        }
      />
    </>
  );
}
