import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { get, pathTo } from '../api/client';
import type { CustomerSummary, Page, Segment } from '../api/types';

export const useSegments = () =>
  useQuery({ queryKey: ['segments'], queryFn: ({ signal }) => get<Page<Segment>>('/segments', undefined, signal), refetchInterval: 2_000 });

export const useSegment = (name: string) =>
  useQuery({
    queryKey: ['segment', name],
    queryFn: ({ signal }) => get<Segment>(pathTo('segments', name), undefined, signal),
    refetchInterval: 2_000,
  });

export const useMembers = (name: string) =>
  useInfiniteQuery({
    queryKey: ['segment', name, 'members'],
    queryFn: ({ pageParam, signal }) =>
      get<Page<CustomerSummary>>(pathTo('segments', name, 'members'), { limit: 500, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
