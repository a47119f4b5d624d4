import type { Column, Value } from './column';

/** A column's id, with `-` before it for the largest first; null for the list's own order. */
export type Sort = string | null;

const words = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Numbers by size, words as people sort them. */
export function compare(a: Value, b: Value) {
  return typeof a === 'number' && typeof b === 'number' ? a - b : words.compare(String(a), String(b));
}

/** The rows in the wanted order; those without a value come last in either. */
export function sorted<T>(rows: readonly T[], columns: Column<T>[], sort: Sort): readonly T[] {
  const down = sort?.startsWith('-') ?? false;
  const column = columns.find(({ id }) => id === (down ? sort?.slice(1) : sort));
  if (column === undefined) return rows;
  return rows
    .map((row) => ({ row, value: column.value(row) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
      return down ? compare(b.value, a.value) : compare(a.value, b.value);
    })
    .map(({ row }) => row);
}

/** What each row is filtered by: worked out once for all that is typed. */
export const textsOf = <T>(rows: readonly T[], columns: Column<T>[]): string[] =>
  rows.map((row) =>
    columns
      .map((column) => String(column.value(row) ?? ''))
      .join('\n')
      .toLowerCase(),
  );

/** The rows of which some column has the text, in any case. */
export function filtered<T>(rows: readonly T[], texts: readonly string[], text: string): readonly T[] {
  const wanted = text.trim().toLowerCase();
  return wanted === '' ? rows : rows.filter((_, index) => texts[index]!.includes(wanted));
}

/** What a click on a column's head asks for: numbers the largest first, then the other way round, then the list's own order. */
export function nextSort(now: Sort, id: string, numbers: boolean): Sort {
  const [first, second] = numbers ? [`-${id}`, id] : [id, `-${id}`];
  return now === first ? second : now === second ? null : first;
}
