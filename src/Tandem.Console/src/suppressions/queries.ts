import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, pathTo, send } from '../api/client';
import type { Page, Suppression } from '../api/types';

export const useSuppressions = (search: string) =>
  useInfiniteQuery({
    queryKey: ['suppressions', search],
    queryFn: ({ pageParam, signal }) => get<Page<Suppression>>('/suppressions', { search, limit: 100, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });

interface Address {
  channel: string;
  address: string;
}

export function useSuppress() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ channel, address, reason }: Address & { reason: string | null }) =>
      send<Suppression>('PUT', pathTo('suppressions', channel, address), { reason }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['suppressions'] }),
  });
}

export function useRelease() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ channel, address }: Address) => send<null>('DELETE', pathTo('suppressions', channel, address)),
    onSuccess: () => client.invalidateQueries({ queryKey: ['suppressions'] }),
  });
}
