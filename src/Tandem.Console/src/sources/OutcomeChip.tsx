import { Chip, type Tone } from '../ui/Chip';
import { outcomes } from './filters';

const tones: Record<string, Tone> = { rejected: 'broken', dropped: 'broken', waiting: 'waits', forwarded: 'waits' };

/** What became of an item, in a word. */
export function OutcomeChip({ outcome }: { outcome: string }) {
  return <Chip tone={tones[outcome] ?? 'neutral'}>{outcomes[outcome] ?? outcome}</Chip>;
}
