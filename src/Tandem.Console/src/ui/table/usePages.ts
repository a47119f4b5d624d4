import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { Page } from '../../api/types';

/** A list that the server gives page by page, as a table takes it. */
export function usePages<T>(query: UseInfiniteQueryResult<InfiniteData<Page<T>>>) {
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const rows = useMemo(() => data?.pages.flatMap((page) => page.items), [data]);
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  /** Fetches what is still missing, up to a number of rows: for a download. */
  const all = useCallback(
    async (most: number) => {
      let result = await fetchNextPage();
      const count = () => result.data?.pages.reduce((sum, page) => sum + page.items.length, 0) ?? 0;
      while (result.hasNextPage && !result.isError && count() < most) result = await fetchNextPage();
      if (result.error) throw result.error;
      return result.data?.pages.flatMap((page) => page.items) ?? [];
    },
    [fetchNextPage],
  );

  return { rows, paging: hasNextPage ? { more, all } : undefined };
}
