import { expect, it } from 'vitest';
import { celTokens } from './celTokens';
import { jsonTokens } from './jsonTokens';

const rule = `events("Order \\"X\\"").count() >= 1 && customer.traits.plan in ['pro', "max"] || !true`;

it('the pieces of a rule are the rule again', () => {
  expect(
    celTokens(rule)
      .map(({ text }) => text)
      .join(''),
  ).toBe(rule);
});

it('calls, strings and words of a rule are told apart', () => {
  const kinds = Object.fromEntries(celTokens(rule).map(({ text, kind }) => [text, kind]));
  expect(kinds).toMatchObject({ events: 'call', '"Order \\"X\\""': 'string', '1': 'number', in: 'word', traits: 'name', true: 'word' });
});

it('the pieces of JSON are the JSON again, with names told from strings', () => {
  const text = JSON.stringify({ a: 'b: "c"', n: [-1.5, true, null] }, null, 2);
  const tokens = jsonTokens(text);
  expect(tokens.map((token) => token.text).join('')).toBe(text);
  expect(tokens.filter(({ kind }) => kind === 'name').map((token) => token.text)).toEqual(['"a"', '"n"']);
  expect(tokens.filter(({ kind }) => kind === 'word').map((token) => token.text)).toEqual(['true', 'null']);
});
