import type { View } from '../api/types';

/** A query string in one form, whatever the order of its parameters and the way they are encoded; those without a value say nothing. */
export function plain(search: string) {
  const parameters = new URLSearchParams([...new URLSearchParams(search)].filter(([, value]) => value !== ''));
  parameters.sort();
  return parameters.toString();
}

/** What a view keeps: the address, and the columns that this browser chose, where the address says none. */
export function searchToKeep(search: string, columns: string[] | null) {
  const parameters = new URLSearchParams(search);
  if (columns !== null && !parameters.has('columns')) parameters.set('columns', columns.join(','));
  return plain(parameters.toString());
}

/** The view that the address is, where it is one. */
export const viewAt = (views: View[], search: string) => views.find((view) => plain(view.search) === plain(search));
