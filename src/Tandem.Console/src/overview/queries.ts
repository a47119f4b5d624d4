import { queryOptions, useQuery } from '@tanstack/react-query';
import { get } from '../api/client';
import { useLive } from '../api/live';
import type { Overview, Page, ShardList, ToDo } from '../api/types';

/** The figures of now. */
export const figures = queryOptions({
  queryKey: ['overview'],
  queryFn: ({ signal }) => get<Overview>('/overview', undefined, signal),
});

/** The live feed's latest figures; before it speaks, those of one ordinary request. */
export function useOverview() {
  const live = useLive();
  const asked = useQuery({ ...figures, enabled: live.latest === null });
  return {
    overview: live.latest?.overview ?? asked.data,
    error: live.latest === null ? asked.error : null,
    refetch: asked.refetch,
    samples: live.samples,
  };
}

export const useShards = () =>
  useQuery({ queryKey: ['shards'], queryFn: ({ signal }) => get<ShardList>('/shards', undefined, signal), refetchInterval: 2_000 });

export const useToDo = () =>
  useQuery({ queryKey: ['todo'], queryFn: ({ signal }) => get<Page<ToDo>>('/todo', undefined, signal), refetchInterval: 5_000 });
