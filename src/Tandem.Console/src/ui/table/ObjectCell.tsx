import type { ReactNode } from 'react';
import classes from './DataTable.module.css';

/** The first cell of a list of objects: title and state, and one line about it. */
export function ObjectCell({ title, state, about }: { title: string; state?: ReactNode; about: ReactNode }) {
  return (
    <span className={classes.object}>
      <span className={classes.objectTitle}>
        <span>{title}</span>
        {state}
      </span>
      <span className={classes.objectAbout}>{about}</span>
    </span>
  );
}
