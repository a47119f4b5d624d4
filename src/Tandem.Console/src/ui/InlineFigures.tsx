import type { ReactNode } from 'react';
import classes from './InlineFigures.module.css';

/** A few aligned figures in a list's row, each with its word. */
export function InlineFigures({ items }: { items: { label: string; value: ReactNode }[] }) {
  return (
    <dl className={classes.figures}>
      {items.map(({ label, value }) => (
        <div key={label}>
          <dd>{value}</dd>
          <dt>{label}</dt>
        </div>
      ))}
    </dl>
  );
}
