import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, pathTo, send } from '../api/client';
import type { Campaign, CampaignPreview, Page } from '../api/types';

export const useCampaigns = () =>
  useQuery({
    queryKey: ['campaigns'],
    queryFn: ({ signal }) => get<Page<Campaign>>('/campaigns', undefined, signal),
    refetchInterval: 5_000,
  });

export const useCampaign = (name: string) =>
  useQuery({
    queryKey: ['campaign', name],
    queryFn: ({ signal }) => get<Campaign>(pathTo('campaigns', name), undefined, signal),
    refetchInterval: ({ state }) => (state.data?.state === 'launching' ? 1_000 : 5_000),
  });

export const usePreview = (name: string) =>
  useQuery({
    queryKey: ['campaign', name, 'preview'],
    queryFn: ({ signal }) => get<CampaignPreview>(pathTo('campaigns', name, 'preview'), undefined, signal),
    refetchInterval: 10_000,
  });

export function useLaunch(name: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => send<Campaign>('POST', pathTo('campaigns', name, 'launch')),
    onSuccess: async (campaign) => {
      client.setQueryData(['campaign', name], campaign);
      await client.invalidateQueries({ queryKey: ['campaigns'] });
    },
  });
}
