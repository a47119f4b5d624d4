import type { Campaign } from '../api/types';

/** A campaign's state in a word. */
export function stateOf({ state, assigned }: Campaign) {
  if (state === 'draft' && assigned === 0) return 'Draft';
  return state === 'launching' ? 'Launching' : 'Live';
}
