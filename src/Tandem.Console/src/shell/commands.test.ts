import { expect, it } from 'vitest';
import type { CustomerSummary, Definition, View } from '../api/types';
import { commandsFor } from './commands';

const ada = { id: '1', name: 'Ada', identities: [{ kind: 'email', value: 'seg@example.com' }], segments: [] } as unknown as CustomerSummary;
const lapsing = { kind: 'segment', name: 'lapsing', title: 'Lapsing buyers' } as unknown as Definition;
const quiet = { id: 'v1', page: 'customers', name: 'Quiet spenders', search: 'order=where&where=true' } as View;
const titles = (text: string, customers: CustomerSummary[] = [], definitions: Definition[] = [], views: View[] = []) =>
  commandsFor(text, customers, definitions, views).map(({ title }) => title);

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
  expect(commandsFor('lapsing', [], [lapsing], [])[0]).toMatchObject({ group: 'Definitions', to: '/audiences/lapsing' });
});

it('saved views lead to their list with their search, and a view of a list that is not known here is left out', () => {
  expect(commandsFor('spend', [], [], [quiet])[0]).toMatchObject({ group: 'Views', to: '/customers?order=where&where=true' });
  expect(titles('spend', [], [], [{ ...quiet, page: 'planets' }])).toEqual([]);
});

it('nothing is offered for a word that is nowhere', () => expect(titles('xyzzy')).toEqual([]));
