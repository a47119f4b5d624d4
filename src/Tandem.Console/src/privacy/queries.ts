import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { customerPath, get, pathTo, send } from '../api/client';
import type { Erasure, Page } from '../api/types';

const isRunning = (erasure: Erasure) => erasure.state === 'running';

export const useErasures = () =>
  useQuery({
    queryKey: ['erasures'],
    queryFn: ({ signal }) => get<Page<Erasure>>('/erasures', undefined, signal),
    refetchInterval: ({ state }) => (state.data?.items.some(isRunning) ? 1_000 : 10_000),
  });

/** With each step this browser forgets what it had read, too: it may tell of the customer. */
export function useErasure(id: string) {
  const client = useQueryClient();
  const erasure = useQuery({
    queryKey: ['erasures', id],
    queryFn: ({ signal }) => get<Erasure>(pathTo('erasures', id), undefined, signal),
    refetchInterval: ({ state }) => (state.data && !isRunning(state.data) ? false : 500),
  });
  const steps = erasure.data?.steps.length;
  useEffect(() => client.removeQueries({ type: 'inactive' }), [client, steps]);
  return erasure;
}

export function useErase(customer: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (order: { reason: string; suppress: boolean }) => send<Erasure>('POST', customerPath(`id:${customer}`, '/erase'), order),
    onSuccess: () => client.invalidateQueries({ queryKey: ['erasures'] }),
  });
}
