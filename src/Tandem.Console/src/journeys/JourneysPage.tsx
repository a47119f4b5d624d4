import { Button } from '@mantine/core';
import { IconPlus, IconRoute } from '@tabler/icons-react';
import { Link } from 'react-router';
import { addresses } from '../addresses';
import type { Journey } from '../api/types';
import { PlaceTabs } from '../shell/PlaceTabs';
import { Nothing } from '../ui/Nothing';
import { PageHeader } from '../ui/PageHeader';
import type { Column } from '../ui/table/column';
import { DataTable } from '../ui/table/DataTable';
import { ObjectCell } from '../ui/table/ObjectCell';
import { useJourneys } from './queries';

const create = (
  <Button component={Link} to={addresses.create('journey')} leftSection={<IconPlus size={16} />}>
    New journey
  </Button>
);

const columns: Column<Journey>[] = [
  {
    id: 'title',
    label: 'Journey',
    word: 'journey',
    width: 'minmax(0, 1fr)',
    value: ({ title }) => title,
    cell: ({ title, trigger }) => <ObjectCell title={title} about={`Starts with: ${trigger}`} />,
  },
  { id: 'name', label: 'Name', width: '140px', wideOnly: true, extra: true, value: ({ name }) => name },
  { id: 'version', label: 'Version', width: '72px', wideOnly: true, extra: true, align: 'right', value: ({ version }) => version },
  {
    id: 'started',
    label: 'Started',
    width: '88px',
    wideOnly: true,
    align: 'right',
    value: ({ started }) => started,
  },
  {
    id: 'active',
    label: 'In flight',
    word: 'enrolment',
    width: '72px',
    align: 'right',
    value: ({ active }) => active,
  },
  {
    id: 'completed',
    label: 'Completed',
    width: '88px',
    wideOnly: true,
    align: 'right',
    value: ({ completed }) => completed,
  },
];

export function JourneysPage() {
  const { data, error, refetch } = useJourneys();
  return (
    <>
      <PageHeader
        title="Journeys"
        word="journey"
        description="Steps that customers walk after an event, or after entering a segment."
        actions={data && data.items.length > 0 && create}
      />
      <PlaceTabs />
      <DataTable
        name="journeys"
        label="Journeys"
        tall
        columns={columns}
        rows={data?.items}
        error={error}
        again={() => void refetch()}
        keyOf={({ name }) => name}
        linkTo={({ name }) => addresses.journey(name)}
        empty={
          <Nothing icon={<IconRoute size={32} stroke={1.4} />} title="No journey yet" action={create}>
            A journey starts for a customer with an event or on entering a segment; then it waits, branches on an expression and sends
            messages. <code>./dev demo</code> shows one with real customers.
          </Nothing>
        }
      />
    </>
  );
}
