import { useQuery } from '@tanstack/react-query';
import { get } from '../api/client';
import type { Workspace } from '../api/types';

export const useWorkspace = () =>
  useQuery({ queryKey: ['workspace'], queryFn: ({ signal }) => get<Workspace>('/workspace', undefined, signal), staleTime: 60_000 });
