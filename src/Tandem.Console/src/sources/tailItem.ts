import type { Reject, SourceItem } from '../api/types';

/** Something that came from a source, with a number of its own: an id may come twice, in a batch that repeats itself. */
export type TailItem =
  | { key: number; kind: 'interaction'; id: string; at: string; item: SourceItem }
  | { key: number; kind: 'reject'; id: string; at: string; item: Reject };

let keys = 0;

export const ofInteraction = (item: SourceItem): TailItem => ({ key: ++keys, kind: 'interaction', id: item.id, at: item.at, item });
export const ofReject = (item: Reject): TailItem => ({ key: ++keys, kind: 'reject', id: item.id, at: item.at, item });

/** The newest first; of what is there already nothing is added. */
export function merged(known: readonly TailItem[], more: readonly TailItem[], keep: number): TailItem[] {
  const ids = new Set(known.map(({ id }) => id));
  const fresh = more.filter(({ id }) => !ids.has(id));
  return fresh.length === 0
    ? known.slice(0, keep)
    : [...known, ...fresh].sort((one, other) => Date.parse(other.at) - Date.parse(one.at)).slice(0, keep);
}

/** What came, put on top of what was there. */
export const onTop = (fresh: readonly TailItem[], known: readonly TailItem[], keep: number) => [...fresh, ...known].slice(0, keep);
