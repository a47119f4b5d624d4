import { expect, it } from 'vitest';
import { RequestFailed } from '../../api/client';
import { problemsOf } from './problemsOf';

const refused = new RequestFailed(400, [
  { code: 'bad_name', message: 'A name has no capitals.', path: 'name', hint: 'Try web-shop.' },
  { code: 'full', message: 'There are too many.' },
]);

it('what is said about a field stands at the field, with what would be right', () => {
  const { at, rest } = problemsOf(refused, ['name', 'title']);
  expect(at('name')).toBe('A name has no capitals. Try web-shop.');
  expect(at('title')).toBeUndefined();
  expect(rest).toBe('There are too many.');
});

it('what belongs to no field of the form is said below it', () => {
  expect(problemsOf(refused, ['title']).rest).toBe('A name has no capitals. Try web-shop. There are too many.');
  expect(problemsOf(new TypeError('Failed to fetch'), ['name']).rest).toBe('Failed to fetch');
  expect(problemsOf(null, ['name']).rest).toBeNull();
});
