import { expect, it } from 'vitest';
import type { View } from '../api/types';
import { plain, searchToKeep, viewAt } from './search';

const view = (name: string, search: string) => ({ id: name, name, page: 'customers', search }) as View;

it('an address is the same in any order and any encoding', () => {
  expect(plain('?search=a%40b.de&order=id')).toBe(plain('order=id&search=a@b.de'));
  expect(plain('where=customer.traits.plan%20%3D%3D%20%22pro%22')).toBe(plain('where=customer.traits.plan+%3D%3D+%22pro%22'));
  expect(plain('order=id&search=')).toBe('order=id');
});

it('columns are kept where they were chosen, and the address has the last word', () => {
  expect(searchToKeep('?order=id', null)).toBe('order=id');
  expect(searchToKeep('?order=id', ['customer', 'email'])).toBe('columns=customer%2Cemail&order=id');
  expect(searchToKeep('?columns=customer', ['customer', 'email'])).toBe('columns=customer');
});

it('the current view is the one whose address this is, and no other', () => {
  const views = [view('All', 'order=id'), view('Ada', 'search=ada')];
  expect(viewAt(views, '?search=ada')?.name).toBe('Ada');
  expect(viewAt(views, '?search=ada&order=id')).toBeUndefined();
  expect(viewAt(views, '')).toBeUndefined();
});
