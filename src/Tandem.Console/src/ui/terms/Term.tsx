import type { ReactNode } from 'react';
import { Explained } from './Explained';
import classes from './Term.module.css';
import type { Word } from './words';

/** A word of the list of words: hovering, touching or tabbing to it says what it means. */
export function Term({ word, children = word }: { word: Word; children?: ReactNode }) {
  return (
    <Explained word={word}>
      <dfn tabIndex={0} className={classes.term}>
        {children}
      </dfn>
    </Explained>
  );
}
