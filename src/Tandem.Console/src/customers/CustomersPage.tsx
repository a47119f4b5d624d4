import { Button, CloseButton, TextInput } from '@mantine/core';
import { IconSearch, IconUsers } from '@tabler/icons-react';
import { useCallback } from 'react';
import { Link } from 'react-router';
import { useLive } from '../api/live';
import { Failed } from '../ui/Failed';
import { count } from '../ui/format';
import { Nothing } from '../ui/Nothing';
import { PageHeader } from '../ui/PageHeader';
import { RowsSkeleton } from '../ui/RowsSkeleton';
import { useSearchText } from '../ui/useSearchText';
import { CustomersTabs } from './CustomersTabs';
import { CustomerTable } from './CustomerTable';
import classes from './Customers.module.css';
import { pageSize, useCustomers } from './queries';

export function CustomersPage() {
  const { text, setText, search } = useSearchText();
  const customers = useCustomers(search);
  const all = useLive().latest?.overview.customers;

  const { hasNextPage, isFetchingNextPage, fetchNextPage } = customers;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  const rows = customers.data?.pages.flatMap((page) => page.items) ?? [];

  return (
    <>
      <PageHeader title="Customers" description={all === undefined ? undefined : `${count(all)} known, most recently active first`} />
      <CustomersTabs />
      <TextInput
        className={classes.search}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        placeholder="E-mail address, user id, phone or anonymous id"
        aria-label="Search customers by identity"
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={text === '' ? null : <CloseButton size="sm" onClick={() => setText('')} aria-label="Clear the search" />}
      />
      {customers.isPending ? (
        <div className={classes.list}>
          <RowsSkeleton rows={12} />
        </div>
      ) : customers.isError && rows.length === 0 ? (
        <Failed error={customers.error} what="The customers" again={() => void customers.refetch()} />
      ) : rows.length === 0 ? (
        <NoCustomers search={search} clear={() => setText('')} />
      ) : (
        <div className={classes.list} data-waiting={customers.isPlaceholderData}>
          <CustomerTable customers={rows} label="Customers" more={more} />
          {rows.length >= pageSize && !hasNextPage && (
            <p className={classes.rest}>These are the first {count(rows.length)}. Search by an identity to find anybody else.</p>
          )}
        </div>
      )}
    </>
  );
}

function NoCustomers({ search, clear }: { search: string; clear: () => void }) {
  if (search !== '')
    return (
      <Nothing
        title={`No customer has the identity "${search}"`}
        action={
          <Button variant="default" onClick={clear}>
            Show all customers
          </Button>
        }
      >
        Identities are found by their beginning: a user id, an e-mail address, a phone number, an anonymous id or one of your own kinds.
      </Nothing>
    );
  return (
    <Nothing
      icon={<IconUsers size={32} stroke={1.4} />}
      title="No customers yet"
      action={
        <Button component={Link} to="/sources">
          Connect a source
        </Button>
      }
    >
      A customer appears with the first interaction that names one: a page view with an anonymous id is enough. Or run{' '}
      <code>./dev demo</code> to see real ones.
    </Nothing>
  );
}
