import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, pathTo, send } from '../api/client';
import type {
  Interaction,
  Mended,
  Page,
  Reject,
  RejectCheck,
  RejectDetail,
  RejectReason,
  RejectSent,
  Source,
  SourceItem,
} from '../api/types';
import type { RejectFilter, TailFilter } from './filters';

export const useSources = () =>
  useQuery({ queryKey: ['sources'], queryFn: ({ signal }) => get<Page<Source>>('/sources', undefined, signal), refetchInterval: 2_000 });

export const useSource = (name: string) =>
  useQuery({
    queryKey: ['source', name],
    queryFn: ({ signal }) => get<Source>(pathTo('sources', name), undefined, signal),
    refetchInterval: 2_000,
  });

/** What came before one began to listen: interactions and, where they are wanted, what was rejected. */
export const useRecent = (name: string, filter: TailFilter, listening: boolean) =>
  useQuery({
    queryKey: ['source', name, 'recent', filter],
    queryFn: async ({ signal }) => {
      const rejected = filter.type === '' || filter.type === 'rejected';
      const [interactions, rejects] = await Promise.all([
        get<Page<SourceItem>>(pathTo('sources', name, 'recent'), { limit: 200, ...filter }, signal),
        rejected
          ? get<Page<Reject>>(pathTo('sources', name, 'rejects'), { limit: 50, text: filter.event || filter.who || filter.text }, signal)
          : { items: [] },
      ]);
      return { interactions: interactions.items, rejects: rejects.items };
    },
    enabled: listening,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 0,
  });

/** An interaction's way; asked again while it is still on it. */
export const useInteraction = (id: string) =>
  useQuery({
    queryKey: ['interaction', id],
    queryFn: ({ signal }) => get<Interaction>(pathTo('interactions', id), undefined, signal),
    enabled: id !== '',
    refetchInterval: ({ state }) => (state.data?.outcome === 'waiting' || state.data?.outcome === 'forwarded' ? 1_000 : false),
  });

export const useRejects = (name: string, filter: RejectFilter) =>
  useInfiniteQuery({
    queryKey: ['source', name, 'rejects', filter],
    queryFn: ({ pageParam, signal }) =>
      get<Page<Reject>>(pathTo('sources', name, 'rejects'), { limit: 100, after: pageParam, ...filter }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) <= 1 ? 5_000 : false),
  });

export const useReasons = (name: string) =>
  useQuery({
    queryKey: ['source', name, 'reasons'],
    queryFn: ({ signal }) => get<Page<RejectReason>>(pathTo('sources', name, 'rejects', 'reasons'), undefined, signal),
    refetchInterval: 10_000,
  });

export const useReject = (name: string, id: string) =>
  useQuery({
    queryKey: ['source', name, 'reject', id],
    queryFn: ({ signal }) => get<RejectDetail>(pathTo('sources', name, 'rejects', id), undefined, signal),
    enabled: id !== '',
  });

export const useCheckReject = (name: string, id: string) =>
  useMutation({ mutationFn: (text: string) => send<RejectCheck>('POST', pathTo('sources', name, 'rejects', id, 'check'), { text }) });

export function useSendReject(name: string, id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (text: string) => send<Mended>('POST', pathTo('sources', name, 'rejects', id, 'send'), { text }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['source', name] }),
  });
}

export function useSendRejects(name: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ids: string[]) => send<Page<RejectSent>>('POST', pathTo('sources', name, 'rejects', 'send'), { ids }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['source', name] }),
  });
}

export function useChangeSource(name: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: { title?: string; channel?: string }) => send<Source>('PATCH', pathTo('sources', name), change),
    onSuccess: (source) => {
      client.setQueryData(['source', name], source);
      void client.invalidateQueries({ queryKey: ['sources'] });
      void client.invalidateQueries({ queryKey: ['todo'] });
    },
  });
}

export function useCreateSource() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (source: { name: string; title?: string; channel?: string }) => send<Source>('POST', '/sources', source),
    onSuccess: () => client.invalidateQueries({ queryKey: ['sources'] }),
  });
}
