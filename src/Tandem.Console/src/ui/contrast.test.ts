import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const sheet = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');

const colours = (scheme: string) =>
  new Map(
    [...(sheet.split(`scheme='${scheme}'] {`)[1]?.split('}')[0] ?? '').matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [
      name,
      value,
    ]),
  );

/** WCAG 2.2's relative luminance. */
function luminance(colour: string) {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string) {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ['page', 'panel', 'hover', 'code'];
const pairs = [
  ...['ink', 'ink-soft', 'ink-quiet', 'accent', 'waits', 'broken', 'marketing', 'it'].flatMap((ink) =>
    grounds.map((ground) => [ink, ground]),
  ),
  ...['accent', 'waits', 'broken', 'marketing', 'it'].map((ink) => [ink, `${ink}-wash`]),
  ...['name', 'string', 'number', 'call'].map((token) => [`token-${token}`, 'code']),
  ['ink-soft', 'chip'],
  ['ink', 'came'],
  ['ink', 'went'],
];

describe.each(['light', 'dark'])('in the %s scheme', (scheme) => {
  const of = colours(scheme);
  it.each(pairs)('%s can be read on %s', (ink = '', ground = '') => {
    expect(contrast(of.get(ink) ?? '', of.get(ground) ?? '')).toBeGreaterThanOrEqual(4.5);
  });
});
