import { expect, it } from 'vitest';
import { stretches } from './stretches';

const of = (...seconds: (number | null)[]) => stretches(seconds.map((one) => ({ seconds: one }))).map((stretch) => stretch.length);

it('a line is broken where nobody looked, and not where points grow denser', () => {
  expect(of(null, 60, 60, 60)).toEqual([4]);
  expect(of(null, 60, 60, 7200, 60, 60)).toEqual([3, 3]);
  expect(of(null, 86400, 86400, 3600, 3600, 60, 60)).toEqual([7]);
  expect(of(null)).toEqual([1]);
  expect(of()).toEqual([]);
});
