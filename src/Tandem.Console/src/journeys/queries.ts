import { useQuery } from '@tanstack/react-query';
import { get, pathTo } from '../api/client';
import type { Journey, Page } from '../api/types';

export const useJourneys = () =>
  useQuery({ queryKey: ['journeys'], queryFn: ({ signal }) => get<Page<Journey>>('/journeys', undefined, signal), refetchInterval: 2_000 });

export const useJourney = (name: string) =>
  useQuery({
    queryKey: ['journey', name],
    queryFn: ({ signal }) => get<Journey>(pathTo('journeys', name), undefined, signal),
    refetchInterval: 2_000,
  });
