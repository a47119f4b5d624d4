import type { ReactNode } from 'react';
import { useId } from 'react';
import { Term } from './terms/Term';
import type { Word } from './terms/words';
import classes from './ui.module.css';

interface Props {
  title: string;
  /** Of the list of words, when the title is one. */
  word?: Word;
  note?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  flush?: boolean;
}

/** One titled part of a page. Panels stand beside each other, never inside each other. */
export function Panel({ title, word, note, actions, children, flush = false }: Props) {
  const id = useId();
  return (
    <section className={classes.panel} aria-labelledby={id}>
      <div className={classes.panelHead}>
        <h2 id={id}>{word ? <Term word={word}>{title}</Term> : title}</h2>
        {note && <span className={classes.panelNote}>{note}</span>}
        {actions && <div className={classes.panelActions}>{actions}</div>}
      </div>
      <div className={flush ? undefined : classes.panelBody}>{children}</div>
    </section>
  );
}
