import { expect, it } from 'vitest';
import { lineDiff } from './lineDiff';

const show = (before: string, after: string) => lineDiff(before, after).map(({ sign, text }) => sign + text);

it('a changed line goes and comes, the rest stays', () => {
  expect(show('a\nb\nc\n', 'a\nB\nc\n')).toEqual([' a', '-b', '+B', ' c']);
});

it('a first version is all new', () => {
  expect(show('', 'a\nb\n')).toEqual(['+a', '+b']);
});

it('lines that stay and go are the old text, lines that stay and come the new one', () => {
  const before = 'kind: segment\nspec:\n  a: 1\n  b: 2\n';
  const after = 'kind: segment\nmetadata: {}\nspec:\n  b: 2\n  c: 3\n';
  const lines = lineDiff(before, after);
  const text = (sign: string) =>
    lines
      .filter((line) => line.sign === ' ' || line.sign === sign)
      .map((line) => `${line.text}\n`)
      .join('');
  expect(text('-')).toBe(before);
  expect(text('+')).toBe(after);
});
