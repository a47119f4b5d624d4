import { expect, it } from 'vitest';
import { addresses } from '../addresses';
import { partAt, places } from './places';

it('every object belongs to the part of the navigation that lists its like', () => {
  const labels = [
    addresses.overview,
    addresses.customer('1'),
    addresses.account('acme'),
    addresses.erasure('1'),
    addresses.segment('a'),
    addresses.campaign('a'),
    addresses.template('a'),
    addresses.message('1'),
    addresses.source('web'),
    addresses.identity('a'),
  ].map((address) => partAt(address)?.label);
  expect(labels).toEqual([
    'Overview',
    'Customers',
    'Customers',
    'Erasures',
    'Segments',
    'Campaigns',
    'Templates',
    'Messages',
    'Sources',
    'Identity rules',
  ]);
});

it('no two parts have one address', () => {
  const all = places.flatMap(({ parts }) => parts.map(({ to }) => to));
  expect(new Set(all).size).toBe(all.length);
});
