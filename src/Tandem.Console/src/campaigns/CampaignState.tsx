import type { Campaign } from '../api/types';
import { Chip } from '../ui/Chip';

export function CampaignState({ campaign }: { campaign: Campaign }) {
  if (campaign.state === 'draft' && campaign.assigned === 0) return <Chip>Draft</Chip>;
  if (campaign.state === 'launching') return <Chip tone="waits">Launching</Chip>;
  return <Chip tone="accent">Live</Chip>;
}
