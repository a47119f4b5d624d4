import { useCallback } from 'react';
import { CustomerTable } from '../customers/CustomerTable';
import { Failed } from '../ui/Failed';
import { Nothing } from '../ui/Nothing';
import { RowsSkeleton } from '../ui/RowsSkeleton';
import { useMembers } from './queries';
import classes from './Segments.module.css';

export function Members({ name }: { name: string }) {
  const members = useMembers(name);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = members;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  if (members.isPending) return <RowsSkeleton rows={8} />;
  if (members.isError) return <Failed error={members.error} what="The members" again={() => void members.refetch()} />;
  const rows = members.data.pages.flatMap((page) => page.items);
  if (rows.length === 0)
    return <Nothing title="Nobody is in it now">Customers enter by themselves as soon as the expression holds for them.</Nothing>;
  return (
    <div className={classes.list}>
      <CustomerTable customers={rows} label="Members" more={more} />
    </div>
  );
}
