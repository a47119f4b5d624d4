import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, pathTo, send } from '../api/client';
import type { Page, View } from '../api/types';

const key = ['views'];

/** Those of every page: they are few, and the palette wants all. */
export const useViews = () => useQuery({ queryKey: key, queryFn: ({ signal }) => get<Page<View>>('/views', undefined, signal) });

/** What every change of the views is followed by. */
function useChange<T>(change: (given: T) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: change, onSuccess: () => client.invalidateQueries({ queryKey: key }) });
}

export const useSaveView = () => useChange((view: Pick<View, 'page' | 'name' | 'search'>) => send<View>('POST', '/views', view));

export const useRenameView = (id: string) => useChange((name: string) => send<View>('PUT', pathTo('views', id), { name }));

export const useRemoveView = (id: string) => useChange(() => send<null>('DELETE', pathTo('views', id)));
