import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { get, pathTo } from '../api/client';
import type { CustomerSummary, Page, Segment, SegmentOverlap, SegmentSizes } from '../api/types';

export const useSegments = () =>
  useQuery({ queryKey: ['segments'], queryFn: ({ signal }) => get<Page<Segment>>('/segments', undefined, signal), refetchInterval: 2_000 });

export const useSegment = (name: string) =>
  useQuery({
    queryKey: ['segment', name],
    queryFn: ({ signal }) => get<Segment>(pathTo('segments', name), undefined, signal),
    refetchInterval: 2_000,
  });

/** How many were in a segment, over the last 30 days. */
export const useSizes = (name: string) =>
  useQuery({
    queryKey: ['segment', name, 'sizes'],
    queryFn: ({ signal }) => get<SegmentSizes>(pathTo('segments', name, 'sizes'), undefined, signal),
    refetchInterval: 60_000,
  });

/** How many are in exactly which of these segments. */
export const useOverlap = (names: string[]) =>
  useQuery({
    queryKey: ['segments', 'overlap', names],
    queryFn: ({ signal }) => get<SegmentOverlap>('/segment-overlap', { names: names.join(',') }, signal),
    enabled: names.length > 1,
    placeholderData: keepPreviousData,
  });

export const useMembers = (name: string) =>
  useInfiniteQuery({
    queryKey: ['segment', name, 'members'],
    queryFn: ({ pageParam, signal }) =>
      get<Page<CustomerSummary>>(pathTo('segments', name, 'members'), { limit: 500, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
