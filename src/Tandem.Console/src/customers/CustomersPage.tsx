import { Button, Group, SegmentedControl, Skeleton } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { Link } from 'react-router';
import { addresses } from '../addresses';
import { useLive } from '../api/live';
import { PlaceTabs } from '../shell/PlaceTabs';
import { useParameter } from '../ui/address/useParameter';
import { useSearchText } from '../ui/address/useSearchText';
import { count } from '../ui/format';
import { Nothing } from '../ui/Nothing';
import { PageHeader } from '../ui/PageHeader';
import { DataTable } from '../ui/table/DataTable';
import { useColumns } from '../ui/table/useColumns';
import { usePages } from '../ui/table/usePages';
import { Views } from '../views/Views';
import { customerColumns } from './columns';
import { pageSize, useCustomers } from './queries';

const Where = lazy(async () => ({ default: (await import('./Where')).Where }));

export function CustomersPage() {
  const typed = useSearchText('search');
  const [where, setWhere] = useParameter('where');
  const [order, setOrder] = useParameter('order');
  const everybody = order === 'id' && typed.search === '';
  const customers = useCustomers(typed.search, everybody);
  const { rows, paging } = usePages(customers);
  const all = useLive().latest?.overview.customers;
  const columns = useColumns(order === 'where' ? 'customers-found' : 'customers', customerColumns);
  const most = rows !== undefined && rows.length >= pageSize && !everybody;

  const choice = (
    <SegmentedControl
      size="xs"
      aria-label="Which customers"
      disabled={typed.search !== ''}
      value={order === 'where' ? 'where' : everybody ? 'id' : 'recent'}
      onChange={(value) => setOrder(value === 'recent' ? null : value)}
      data={[
        { value: 'recent', label: 'Active last' },
        { value: 'id', label: 'Everybody' },
        { value: 'where', label: 'By conditions' },
      ]}
    />
  );

  return (
    <>
      <PageHeader
        title="Customers"
        word="customer"
        actions={<Views page="customers" columns={columns.changed ? columns.shown.map(({ id }) => id) : null} />}
        description={all === undefined ? 'Everyone the engine knows.' : `${count(all)} known.`}
      />
      <PlaceTabs />
      {order === 'where' ? (
        <>
          <Group mb="md">{choice}</Group>
          <Suspense fallback={<Skeleton h={240} aria-busy />}>
            <Where where={where} onChange={setWhere} />
          </Suspense>
        </>
      ) : (
        <DataTable
          name="customers"
          label="Customers"
          columns={customerColumns}
          rows={rows}
          paging={paging}
          total={typed.search === '' ? all : undefined}
          search={{ ...typed, label: 'Search customers by identity', placeholder: 'E-mail, user id, phone …' }}
          tools={choice}
          waiting={customers.isPlaceholderData}
          error={customers.error}
          again={() => void customers.refetch()}
          keyOf={({ id }) => id}
          linkTo={({ id }) => addresses.customer(id)}
          foot={most && <Most search={typed.search} showAll={() => setOrder('id')} />}
          empty={
            <Nothing
              icon={<IconUsers size={32} stroke={1.4} />}
              title="No customers yet"
              action={
                <Button component={Link} to={addresses.sources}>
                  Connect a source
                </Button>
              }
            >
              A customer appears with the first interaction that names one: a page view with an anonymous id is enough. Or run{' '}
              <code>./dev demo</code> to see real ones.
            </Nothing>
          }
        />
      )}
    </>
  );
}

function Most({ search, showAll }: { search: string; showAll: () => void }) {
  return (
    <p style={{ margin: 0, padding: '12px 16px', color: 'var(--ink-quiet)', fontSize: 13, textAlign: 'center' }}>
      {search === '' ? (
        <>
          These {count(pageSize)} were active last.{' '}
          <Button variant="subtle" size="compact-sm" onClick={showAll}>
            Show everybody
          </Button>
        </>
      ) : (
        <>The first {count(pageSize)} are shown. Type more of the identity to find anybody else.</>
      )}
    </p>
  );
}
