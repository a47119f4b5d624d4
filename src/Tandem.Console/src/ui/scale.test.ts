import { expect, it } from 'vitest';
import { decimalsOf, scale, ticks, ticksAbove } from './scale';

it('a scale maps both ends of its span', () => {
  const x = scale([0, 10], [100, 200]);
  expect([x(0), x(5), x(10)]).toEqual([100, 150, 200]);
});

it('ticks are round and inside the span', () => {
  expect(ticks(0, 9.1)).toEqual([0, 2.5, 5, 7.5]);
  expect(ticks(-0.4, 0.3, 3)).toEqual([-0.25, 0, 0.25]);
});

it('the highest tick is never below the highest value', () => {
  expect(ticksAbove(1_798, 3)).toEqual([0, 1_000, 2_000]);
  expect(ticksAbove(3, 3)).toEqual([0, 1, 2, 3]);
});

it('a step knows its decimals', () => {
  expect([2.5, 0.25, 10, 0.1 + 0.2].map(decimalsOf)).toEqual([1, 2, 0, 1]);
});
