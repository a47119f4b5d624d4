import { Button, Tabs } from '@mantine/core';
import { IconPlus, IconUsersGroup } from '@tabler/icons-react';
import { Link } from 'react-router';
import { addresses } from '../addresses';
import type { Segment } from '../api/types';
import { Chip } from '../ui/Chip';
import { percent } from '../ui/format';
import { Nothing } from '../ui/Nothing';
import { PageHeader } from '../ui/PageHeader';
import { Share } from '../ui/Share';
import { useTab } from '../ui/address/useTab';
import type { Column } from '../ui/table/column';
import { DataTable } from '../ui/table/DataTable';
import { ObjectCell } from '../ui/table/ObjectCell';
import { Time } from '../ui/Time';
import classes from './Segments.module.css';
import { Overlap } from './Overlap';
import { useSegments } from './queries';

const create = (
  <Button component={Link} to={addresses.create('segment')} leftSection={<IconPlus size={16} />}>
    New segment
  </Button>
);

const columns: Column<Segment>[] = [
  {
    id: 'title',
    label: 'Segment',
    word: 'segment',
    width: 'minmax(0, 1fr)',
    value: ({ title }) => title,
    cell: (segment) => (
      <ObjectCell
        title={segment.title}
        state={segment.evaluated < 1 && <Chip tone="waits">{percent(segment.evaluated, 0)} looked at</Chip>}
        about={segment.description ?? <code>{segment.expression}</code>}
      />
    ),
  },
  { id: 'name', label: 'Name', width: '140px', wideOnly: true, extra: true, value: ({ name }) => name },
  { id: 'expression', label: 'Expression', width: 'minmax(0, 1fr)', wideOnly: true, extra: true, value: ({ expression }) => expression },
  {
    id: 'count',
    label: 'Customers',
    word: 'customer',
    width: '88px',
    align: 'right',
    value: (segment) => segment.count,
  },
  {
    id: 'share',
    label: 'Share',
    width: '184px',
    wideOnly: true,
    align: 'right',
    value: (segment) => (segment.customers > 0 ? segment.count / segment.customers : null),
    cell: (segment) => (
      <span className={classes.share}>
        {segment.customers > 0 ? percent(segment.count / segment.customers, 1) : '–'}{' '}
        <Share part={segment.count} whole={segment.customers} />
      </span>
    ),
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

export function SegmentsPage() {
  const { data, error, refetch } = useSegments();
  const [tab, setTab] = useTab('list');
  return (
    <>
      <PageHeader
        title="Segments"
        word="segment"
        description="Customers for whom an expression holds, now."
        actions={data && data.items.length > 0 && create}
      />
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="list">List</Tabs.Tab>
          <Tabs.Tab value="overlap">Overlap</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="list">
          <DataTable
            name="segments"
            label="Segments"
            tall
            columns={columns}
            rows={data?.items}
            error={error}
            again={() => void refetch()}
            keyOf={({ name }) => name}
            linkTo={({ name }) => addresses.segment(name)}
            empty={
              <Nothing icon={<IconUsersGroup size={32} stroke={1.4} />} title="No segment yet" action={create}>
                A segment is an expression such as <code>events("Order Completed").within("90d").none()</code>. The engine keeps its members
                up to date with every interaction and with time passing, and entering or leaving it can start a journey.{' '}
                <code>./dev demo</code> shows some with real customers.
              </Nothing>
            }
          />
        </Tabs.Panel>
        <Tabs.Panel value="overlap">
          <Overlap />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
