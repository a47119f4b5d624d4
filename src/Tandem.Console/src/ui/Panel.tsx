import type { ReactNode } from 'react';
import { useId } from 'react';
import classes from './ui.module.css';

interface Props {
  title: string;
  note?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  flush?: boolean;
}

/** One titled part of a page. Panels stand beside each other, never inside each other. */
export function Panel({ title, note, actions, children, flush = false }: Props) {
  const id = useId();
  return (
    <section className={classes.panel} aria-labelledby={id}>
      <div className={classes.panelHead}>
        <h2 id={id}>{title}</h2>
        {note && <span className={classes.panelNote}>{note}</span>}
        {actions && <div className={classes.panelActions}>{actions}</div>}
      </div>
      <div className={flush ? undefined : classes.panelBody}>{children}</div>
    </section>
  );
}
