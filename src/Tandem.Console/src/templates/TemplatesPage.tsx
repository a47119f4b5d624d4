import { Button } from '@mantine/core';
import { IconPlus, IconTemplate } from '@tabler/icons-react';
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
import { templateIn } from './templateIn';

const create = (
  <Button component={Link} to={addresses.create('template')} leftSection={<IconPlus size={16} />}>
    New template
  </Button>
);

const columns: Column<Definition>[] = [
  {
    id: 'title',
    label: 'Template',
    width: 'minmax(0, 1fr)',
    value: ({ title }) => title,
    cell: (template) => <ObjectCell title={template.title} about={template.description ?? templateIn(template).subject ?? template.name} />,
  },
  { id: 'name', label: 'Name', width: '140px', wideOnly: true, extra: true, value: ({ name }) => name },
  { id: 'channel', label: 'Channel', word: 'channel', width: '88px', wideOnly: true, value: (template) => templateIn(template).channel },
  { id: 'purpose', label: 'Purpose', width: '120px', wideOnly: true, value: (template) => templateIn(template).purpose },
  { id: 'version', label: 'Version', width: '72px', wideOnly: true, align: 'right', value: ({ version }) => version },
  {
    id: 'changed',
    label: 'Changed',
    width: '116px',
    align: 'right',
    value: ({ updatedAt }) => updatedAt,
    cell: ({ updatedAt }) => <Time at={updatedAt} />,
  },
];

export function TemplatesPage() {
  const { data, error, refetch } = useDefinitions('template');
  return (
    <>
      <PageHeader title="Templates" description="What messages say, with the customer and the interaction as data." actions={create} />
      <PlaceTabs />
      <DataTable
        name="templates"
        label="Templates"
        tall
        columns={columns}
        rows={data?.items}
        error={error}
        again={() => void refetch()}
        keyOf={({ name }) => name}
        linkTo={({ name }) => addresses.template(name)}
        empty={
          <Nothing icon={<IconTemplate size={32} stroke={1.4} />} title="No template yet" action={create}>
            A template is a subject and a text in Handlebars, such as <code>{'{{customer.traits.firstName}}'}</code>. Journeys and campaigns
            send it.
          </Nothing>
        }
      />
    </>
  );
}
