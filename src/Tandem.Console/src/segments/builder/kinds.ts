import type { KnownNames } from '../../api/types';
import type { Condition, Saying, Subject, Test } from './model';
import { written } from './written';

/** What a row can be about, in the words of the first field. */
export type Kind = Subject | 'events' | 'segment' | 'other';

export const kindNames: Record<Kind, string> = {
  trait: 'Trait',
  events: 'Event',
  segment: 'Segment',
  consent: 'Consent',
  identity: 'Identity',
  account: 'Company trait',
  other: 'Expression',
};

export const kindOf = ({ saying }: Condition): Kind => (saying.kind === 'field' ? saying.subject : saying.kind);

/** A first condition of a kind, about what is there. */
export function starterOf(kind: Exclude<Kind, 'other'>, names: KnownNames | undefined): Exclude<Saying, { kind: 'other' }> {
  switch (kind) {
    case 'events':
      return { kind: 'events', event: names?.events[0]?.name ?? 'Order Completed', within: '30d', measure: 'any', test: '>=', value: 1 };
    case 'segment':
      return { kind: 'segment', name: names?.segments[0]?.name ?? 'buyers' };
    case 'consent':
      return { kind: 'field', subject: 'consent', name: names?.consents[0]?.channel ?? 'email', test: 'true', values: [] };
    case 'identity':
      return {
        kind: 'field',
        subject: 'identity',
        name: names?.identities.find(({ kind: one }) => one === 'email')?.kind ?? names?.identities[0]?.kind ?? 'email',
        test: 'known',
        values: [],
      };
    case 'account':
    case 'trait': {
      const name = (kind === 'trait' ? names?.traits : names?.accountTraits)?.[0]?.name ?? (kind === 'trait' ? 'country' : 'plan');
      return { kind: 'field', subject: kind, name, test: 'known', values: [] };
    }
  }
}

export const starterText = (kind: Exclude<Kind, 'other'>, names: KnownNames | undefined) => written(starterOf(kind, names));

/** The tests of a field in words, as they are chosen. */
export const testNames: [Test, string][] = [
  ['==', 'is'],
  ['!=', 'is not'],
  ['in', 'is one of'],
  ['>', 'is more than'],
  ['>=', 'is at least'],
  ['<', 'is less than'],
  ['<=', 'is at most'],
  ['contains', 'contains'],
  ['startsWith', 'begins with'],
  ['endsWith', 'ends with'],
  ['known', 'is known'],
  ['true', 'is true'],
];

export const orderNames: [Test, string][] = [
  ['>=', 'at least'],
  ['==', 'exactly'],
  ['>', 'more than'],
  ['<=', 'at most'],
  ['<', 'fewer than'],
  ['!=', 'not'],
];

export const momentNames: [Test, string][] = [
  ['>=', 'since'],
  ['>', 'after'],
  ['<', 'before'],
  ['<=', 'until'],
];

/** The same saying with another test; values that it cannot use go. */
export function withTest(saying: Extract<Saying, { kind: 'field' }>, test: Test): Extract<Saying, { kind: 'field' }> {
  const { values } = saying;
  if (test === 'known' || test === 'true') return { ...saying, test, values: [] };
  if (test === 'in') return { ...saying, test, values };
  const first = values[0] ?? '';
  if (['contains', 'startsWith', 'endsWith'].includes(test)) return { ...saying, test, values: [String(first)] };
  return { ...saying, test, values: [first] };
}
