import { describe, expect, it } from 'vitest';
import { toDoWords } from './toDoWords';

const item = { side: 'it', name: 'shop', title: 'The shop', count: 1, reason: null };

describe('what waits', () => {
  it('says how many, and where to go', () => {
    expect(toDoWords({ ...item, kind: 'rejects' })).toEqual({
      text: 'Mend 1 rejected item of The shop',
      to: '/stack/sources/shop?tab=rejected',
    });
    expect(toDoWords({ ...item, kind: 'rejects', count: 1200 }).text).toBe('Mend 1,200 rejected items of The shop');
  });

  it('says what is wrong with the disk', () => {
    expect(toDoWords({ ...item, kind: 'storage', name: '', reason: 'The disk is full.' })).toMatchObject({ about: 'The disk is full.' });
    expect(toDoWords({ ...item, kind: 'storage', name: 'checkpoints', reason: 'No space.' }).text).toContain('checkpoints');
  });

  it('shows what a newer server knows', () => {
    expect(toDoWords({ ...item, kind: 'something-new' }).text).toBe('The shop');
  });
});
