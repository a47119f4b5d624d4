import type { CSSProperties } from 'react';
import type { Column } from './column';

/** The widths of the columns as CSS: on a screen, and on a phone with fewer of them. */
export function tracks<T>(columns: Column<T>[], actions: boolean) {
  const last = actions ? ['minmax(24px, max-content)'] : [];
  const widths = (list: Column<T>[]) => [...list.map(({ width }) => width), ...last].join(' ');
  return { '--tracks': widths(columns), '--narrow-tracks': widths(columns.filter(({ wideOnly }) => !wideOnly)) } as CSSProperties;
}
