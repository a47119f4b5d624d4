import type { Campaign } from '../api/types';
import { Chip, type Tone } from '../ui/Chip';
import { stateOf } from './stateOf';

const tones: Record<string, Tone> = { Draft: 'neutral', Launching: 'waits', Live: 'accent' };

export function CampaignState({ campaign }: { campaign: Campaign }) {
  const state = stateOf(campaign);
  return <Chip tone={tones[state]}>{state}</Chip>;
}
