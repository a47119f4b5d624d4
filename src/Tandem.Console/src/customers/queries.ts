import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { customerPath, get, send } from '../api/client';
import type { Customer, CustomerSummary, Membership, MessageSummary, Page, TimelineItem, TraitHistory } from '../api/types';

export const pageSize = 200;

/** Those to whom something happened last; or, page by page, everybody in order of their ids. */
export const useCustomers = (search: string, everybody: boolean) =>
  useInfiniteQuery({
    queryKey: ['customers', 'list', search, everybody],
    queryFn: ({ pageParam, signal }) =>
      get<Page<CustomerSummary>>('/customers', { search, limit: pageSize, order: everybody ? 'id' : undefined, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });

export const useQuickCustomers = (search: string) =>
  useQuery({
    queryKey: ['customers', 'quick', search],
    queryFn: ({ signal }) => get<Page<CustomerSummary>>('/customers', { search, limit: 6 }, signal),
    enabled: search !== '',
    placeholderData: keepPreviousData,
  });

export const useCustomer = (key: string) =>
  useQuery({
    queryKey: ['customer', key],
    queryFn: ({ signal }) => get<Customer>(customerPath(key), undefined, signal),
    refetchInterval: 10_000,
  });

/** Whether a customer is in a segment, and why. */
export const useMembership = (customer: string, segment: string) =>
  useQuery({
    queryKey: ['customer', `id:${customer}`, 'segment', segment],
    queryFn: ({ signal }) => get<Membership>(customerPath(`id:${customer}`, `/segments/${encodeURIComponent(segment)}`), undefined, signal),
  });

/** Of all kinds where none is named; with a text in the title, the source or the details. */
export const useTimeline = (key: string, kinds: string, search: string) =>
  useInfiniteQuery({
    queryKey: ['customer', key, 'timeline', kinds, search],
    queryFn: ({ pageParam, signal }) =>
      get<Page<TimelineItem>>(customerPath(key, '/timeline'), { limit: 100, before: pageParam, kinds, search }, signal),
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });

/** One item that the timeline does not show yet; asked for by its id. */
export const useTimelineItem = (key: string, id: string, isWanted: boolean) =>
  useQuery({
    queryKey: ['customer', key, 'timeline', 'item', id],
    queryFn: ({ signal }) => get<TimelineItem>(customerPath(key, `/timeline/${encodeURIComponent(id)}`), undefined, signal),
    enabled: isWanted,
  });

export const useTraitHistory = (customer: string, trait: string) =>
  useQuery({
    queryKey: ['customer', `id:${customer}`, 'trait', trait],
    queryFn: ({ signal }) =>
      get<TraitHistory>(customerPath(`id:${customer}`, `/traits/${encodeURIComponent(trait)}/history`), { limit: 500 }, signal),
  });

/** The server does it when it can; until the merge is gone the customer is asked again every second. */
export function useUndoMerge(customer: string, merged: string) {
  const client = useQueryClient();
  const undo = useMutation({
    mutationFn: () => send<Customer>('POST', customerPath(`id:${customer}`, `/merges/${merged}/undo`)),
  });
  useEffect(() => {
    if (!undo.isSuccess) return;
    const again = () => void client.invalidateQueries({ queryKey: ['customer'] });
    const timer = setInterval(again, 1_000);
    return () => {
      clearInterval(timer);
      // It is done: the timeline may have been read just before.
      again();
    };
  }, [undo.isSuccess, client]);
  return undo;
}

export const useCustomerMessages = (key: string) =>
  useQuery({
    queryKey: ['customer', key, 'messages'],
    queryFn: ({ signal }) => get<Page<MessageSummary>>(customerPath(key, '/messages'), undefined, signal),
  });
