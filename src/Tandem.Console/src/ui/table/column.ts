import type { ReactNode } from 'react';
import type { Word } from '../terms/words';

export type Value = string | number | null;

export interface Column<T> {
  id: string;
  label: string;
  /** Of the list of words, when the label is one. */
  word?: Word;
  /** A CSS grid track: `minmax(0, 2fr)`, `96px`. */
  width: string;
  align?: 'right';
  /** Left out on a phone. */
  wideOnly?: boolean;
  /** Shown only to who chooses it. */
  extra?: boolean;
  /** What the column sorts by, is filtered by and is downloaded as: numbers as numbers, times as ISO 8601. */
  value: (row: T) => Value;
  /** How it looks; without it the value is shown, a number by the reader's locale. */
  cell?: (row: T) => ReactNode;
}
