import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { Term } from './terms/Term';
import type { Word } from './terms/words';
import classes from './ui.module.css';

export interface Figure {
  label: string;
  /** Of the list of words, when the label is one. */
  word?: Word;
  /** Unknown (`undefined`) is drawn as a skeleton, none (`null`) as a dash: neither looks like zero. */
  value: ReactNode | undefined;
  note?: ReactNode;
  tone?: 'waits' | 'broken';
}

/** The few numbers that matter, in one row with aligned figures. */
export function Figures({ items, label }: { items: Figure[]; label: string }) {
  return (
    <dl className={classes.figures} aria-label={label}>
      {items.map((item) => (
        <div key={item.label} className={classes.figure}>
          <dt>{item.word ? <Term word={item.word}>{item.label}</Term> : item.label}</dt>
          <dd data-tone={item.tone}>{item.value === undefined ? <Skeleton h={22} w={64} my={5} /> : (item.value ?? '–')}</dd>
          {item.note !== undefined && <dd className={classes.figureNote}>{item.note}</dd>}
        </div>
      ))}
    </dl>
  );
}
