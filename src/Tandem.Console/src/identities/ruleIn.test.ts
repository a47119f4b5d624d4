import { expect, test } from 'vitest';
import { ruleIn } from './ruleIn';

test('A rule says its kind, its limits and how many values are blocked', () => {
  const spec = {
    kind: 'anonymousId',
    limits: [
      { count: 20, per: 'ever' },
      { count: 3, per: 'day' },
    ],
    blocked: ['store-tablet', 'kiosk-1'],
  };
  expect(ruleIn({ name: 'devices', spec })).toEqual({ kind: 'anonymousId', limits: '20 ever, 3 a day', blocked: 2 });
});

test('What is left out is the name and the default', () => {
  expect(ruleIn({ name: 'loyalty', spec: {} })).toEqual({ kind: 'loyalty', limits: 'default', blocked: 0 });
  expect(ruleIn({ name: 'loyalty', spec: null })).toEqual({ kind: 'loyalty', limits: 'default', blocked: 0 });
});
