import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, pathTo, send } from '../api/client';
import type { Page, Reject, Source, SourceItem } from '../api/types';

export const useSources = () =>
  useQuery({ queryKey: ['sources'], queryFn: ({ signal }) => get<Page<Source>>('/sources', undefined, signal), refetchInterval: 2_000 });

export const useSource = (name: string) =>
  useQuery({
    queryKey: ['source', name],
    queryFn: ({ signal }) => get<Source>(pathTo('sources', name), undefined, signal),
    refetchInterval: 2_000,
  });

export const useRecent = (name: string) =>
  useQuery({
    queryKey: ['source', name, 'recent'],
    queryFn: ({ signal }) => get<Page<SourceItem>>(pathTo('sources', name, 'recent'), { limit: 100 }, signal),
    staleTime: Infinity,
    gcTime: 0,
  });

export const useRejects = (name: string) =>
  useInfiniteQuery({
    queryKey: ['source', name, 'rejects'],
    queryFn: ({ pageParam, signal }) => get<Page<Reject>>(pathTo('sources', name, 'rejects'), { limit: 100, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) <= 1 ? 5_000 : false),
  });

export function useCreateSource() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (source: { name: string; title?: string }) => send<Source>('POST', '/sources', source),
    onSuccess: () => client.invalidateQueries({ queryKey: ['sources'] }),
  });
}
