import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, pathTo, RequestFailed, send } from '../api/client';
import type { Definition, DefinitionKind, Page, Published } from '../api/types';

export const useDefinitions = (kind: DefinitionKind) =>
  useQuery({ queryKey: ['definition', kind], queryFn: ({ signal }) => get<Page<Definition>>('/definitions', { kind }, signal) });

/** Of every kind, for the palette. */
export const useAllDefinitions = () =>
  useQuery({
    queryKey: ['definition', 'all'],
    queryFn: ({ signal }) => get<Page<Definition>>('/definitions', undefined, signal),
    staleTime: 30_000,
  });

export const useDefinition = (kind: DefinitionKind, name: string) =>
  useQuery({
    queryKey: ['definition', kind, name],
    queryFn: ({ signal }) => get<Definition>(pathTo('definitions', kind, name), undefined, signal),
    staleTime: 60_000,
  });

export const useHistory = (kind: DefinitionKind, name: string) =>
  useQuery({
    queryKey: ['definition', kind, name, 'history'],
    queryFn: ({ signal }) => get<Page<Definition>>(pathTo('definitions', kind, name, 'history'), undefined, signal),
  });

/** What the server would say to this text; nothing changes. */
export const useCheck = (kind: DefinitionKind, name: string, text: string, enabled: boolean) =>
  useQuery({
    queryKey: ['definition', kind, name, 'check', text],
    enabled: enabled && name !== '',
    staleTime: Infinity,
    gcTime: 60_000,
    retry: false,
    queryFn: async () => {
      try {
        await send<unknown>('PUT', pathTo('definitions', kind, name), text, { check: 'true' });
        return [];
      } catch (error) {
        if (error instanceof RequestFailed && error.status >= 400 && error.status < 500 && error.status !== 401) return error.problems;
        throw error;
      }
    },
  });

export function usePublish(kind: DefinitionKind, name: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (text: string) => send<Published>('PUT', pathTo('definitions', kind, name), text),
    onSuccess: async (published) => {
      client.setQueryData(['definition', kind, name], published.definition);
      await Promise.all([`${kind}s`, kind, 'definition'].map((key) => client.invalidateQueries({ queryKey: [key] })));
    },
  });
}
