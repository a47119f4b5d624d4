import { queryOptions, useQuery } from '@tanstack/react-query';
import { get } from '../api/client';
import type { Workspace } from '../api/types';

export const workspace = queryOptions({
  queryKey: ['workspace'],
  queryFn: ({ signal }) => get<Workspace>('/workspace', undefined, signal),
  staleTime: 60_000,
});

export const useWorkspace = () => useQuery(workspace);
