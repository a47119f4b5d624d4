import { expect, it } from 'vitest';
import { nameIn } from './nameIn';
import { starters } from './starters';

it('the name is found in both ways of writing it', () => {
  expect(nameIn('kind: segment\nmetadata: { name: lapsing, title: x }\n')).toBe('lapsing');
  expect(nameIn('kind: segment\nmetadata:\n  title: x\n  name: "lapsing"\n')).toBe('lapsing');
  expect(nameIn('kind: segment\n')).toBe('');
});

it('every first definition has a name of its own; a segment is named where it is built', () => {
  expect(Object.values(starters).map(({ text }) => nameIn(text))).toEqual(['', 'win-back', 'win-back', 'spring-mail', 'devices']);
});
