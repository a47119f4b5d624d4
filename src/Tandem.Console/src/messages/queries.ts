import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { get, pathTo } from '../api/client';
import type { Message, MessageSummary, Page } from '../api/types';

export const useMessages = (status: string, search: string) =>
  useInfiniteQuery({
    queryKey: ['messages', 'list', status, search],
    queryFn: ({ pageParam, signal }) => get<Page<MessageSummary>>('/messages', { status, search, limit: 100, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) <= 1 ? 5_000 : false),
  });

export const useLatestMessages = () =>
  useQuery({
    queryKey: ['messages', 'latest'],
    queryFn: ({ signal }) => get<Page<MessageSummary>>('/messages', { limit: 6 }, signal),
    refetchInterval: 3_000,
  });

export const useMessage = (id: string) =>
  useQuery({
    queryKey: ['message', id],
    queryFn: ({ signal }) => get<Message>(pathTo('messages', id), undefined, signal),
    refetchInterval: ({ state }) => (state.data?.status === 'queued' ? 2_000 : false),
  });
