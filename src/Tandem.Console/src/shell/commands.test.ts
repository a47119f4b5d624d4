import { expect, it } from 'vitest';
import type { CustomerSummary, Definition } from '../api/types';
import { commandsFor } from './commands';

const ada = { id: '1', name: 'Ada', identities: [{ kind: 'email', value: 'seg@example.com' }], segments: [] } as unknown as CustomerSummary;
const lapsing = { kind: 'segment', name: 'lapsing', title: 'Lapsing buyers' } as unknown as Definition;
const titles = (text: string, customers: CustomerSummary[] = [], definitions: Definition[] = []) =>
  commandsFor(text, customers, definitions).map(({ title }) => title);

it('without a word it offers every page and action', () => {
  expect(titles('')).toEqual(expect.arrayContaining(['Overview', 'Campaigns', 'New segment', 'Sign out']));
  expect(titles('')).not.toContain('Design');
});

it('what begins with the word comes before what has it inside', () => {
  expect(titles('seg')[0]).toBe('Segments');
  expect(titles('seg')).toContain('New segment');
  expect(titles('seg', [ada]).slice(0, 2)).toEqual(['Segments', 'Ada']);
});

it('definitions are found by title and by name', () => {
  expect(titles('buyers', [], [lapsing])).toEqual(['Lapsing buyers']);
  expect(commandsFor('lapsing', [], [lapsing])[0]).toMatchObject({ group: 'Definitions', to: '/audiences/lapsing' });
});

it('nothing is offered for a word that is nowhere', () => expect(titles('xyzzy')).toEqual([]));
