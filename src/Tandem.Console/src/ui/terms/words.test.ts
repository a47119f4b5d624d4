import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { words } from './words';

// What only the engine's own people speak of is on no page.
const inside = ['shard', 'entry', 'position', 'journal', 'fold', 'checkpoint', 'effect', 'outbox'];

it('every word of the architecture has a meaning here', () => {
  const page = readFileSync(new URL('../../../../../docs/architecture.md', import.meta.url), 'utf8');
  const table = /## Words\n\| word \| meaning \|\n\|---\|---\|\n((?:\|.*\n)+)/.exec(page)?.[1] ?? '';
  const listed = table.split('\n').flatMap((line) => (line.split('|')[1] ?? '').split(',').map((word) => word.trim()));
  const wanted = listed.filter((word) => word !== '' && !inside.includes(word));
  expect(wanted.length).toBeGreaterThan(12);
  expect(wanted.filter((word) => !(word in words))).toEqual([]);
});

it('a meaning is one or two plain sentences', () => {
  for (const meaning of Object.values(words)) expect(meaning).toMatch(/^[A-Z].{10,160}\.$/s);
});
