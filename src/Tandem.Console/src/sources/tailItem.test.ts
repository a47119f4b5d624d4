import { describe, expect, it } from 'vitest';
import type { Reject, SourceItem } from '../api/types';
import { merged, ofInteraction, ofReject, onTop } from './tailItem';

const interaction = (id: string, second: number) => ofInteraction({ id, at: new Date(second * 1000).toISOString() } as SourceItem);
const reject = (id: string, second: number) => ofReject({ id, at: new Date(second * 1000).toISOString() } as Reject);
const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id);

describe('what came from a source', () => {
  it('is put together in the order of time, each once', () => {
    const live = [interaction('c', 3)];
    expect(ids(merged(live, [interaction('c', 3), interaction('a', 1), reject('r', 2)], 10))).toEqual(['c', 'r', 'a']);
  });

  it('is kept in a bounded number', () => {
    expect(ids(onTop([interaction('c', 3)], [interaction('b', 2), interaction('a', 1)], 2))).toEqual(['c', 'b']);
    expect(ids(merged([interaction('c', 3)], [interaction('b', 2), interaction('a', 1)], 2))).toEqual(['c', 'b']);
  });

  it('may hold the same id twice and tells them apart', () => {
    const twice = onTop([interaction('a', 1), interaction('a', 1)], [], 10);
    expect(new Set(twice.map(({ key }) => key)).size).toBe(2);
  });
});
