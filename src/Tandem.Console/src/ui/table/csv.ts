import type { Column, Value } from './column';

// A spreadsheet takes text that begins like this for a formula.
const formula = /^[=+\-@\t\r]/;

function field(value: Value) {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** RFC 4180: a line of names, then one line a row. */
export const csv = (names: string[], rows: Value[][]) => [names, ...rows].map((row) => row.map(field).join(',')).join('\r\n') + '\r\n';

export const csvOf = <T>(columns: Column<T>[], rows: readonly T[]) =>
  csv(
    columns.map(({ label }) => label),
    rows.map((row) => columns.map((column) => column.value(row))),
  );
