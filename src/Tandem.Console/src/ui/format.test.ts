import { describe, expect, it } from 'vitest';
import { ago, percent, shortened, signed, speedInWords } from './format';

const now = Date.parse('1997-03-14T12:00:00Z');

describe('times', () => {
  it('are told by the largest unit that fits', () => {
    expect(ago('1997-03-14T11:59:58Z', now)).toBe('now');
    expect(ago('1997-03-14T11:58:00Z', now)).toBe('2 minutes ago');
    expect(ago('1997-03-12T11:00:00Z', now)).toBe('2 days ago');
    expect(ago('1997-03-16T12:00:00Z', now)).toBe('in 2 days');
    expect(ago('1997-03-16T12:00:00Z', now, 691_200)).toBe('now');
  });

  it('say how fast a clock runs in words', () => {
    expect(speedInWords(691_200)).toBe('8 days a second');
    expect(speedInWords(3_600)).toBe('1 hour a second');
    expect(speedInWords(90)).toBe('1.5 minutes a second');
  });
});

describe('numbers', () => {
  it('of small shares keep two digits, so that they do not all read 0%', () => {
    expect(percent(0.0057)).toBe('0.57%');
    expect(percent(0.183)).toBe('18.3%');
    expect(percent(0)).toBe('0.0%');
  });

  it('have a sign where a difference is meant', () => {
    expect(signed('7.7', 7.7)).toBe('+7.7');
    expect(signed('-7.7', -7.7)).toBe('−7.7');
    expect(signed('0', 0)).toBe('0');
  });
});

it('a long id keeps both ends', () => {
  expect(shortened('a1b2c3d4e5f6a7b8c9d0e1f2', 12)).toBe('a1b2c…0e1f2');
  expect(shortened('short', 12)).toBe('short');
});
