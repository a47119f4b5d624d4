import classes from './Share.module.css';

/** A short bar: how large a part is of the whole. */
export function Share({ part, whole }: { part: number; whole: number }) {
  return (
    <span className={classes.track} aria-hidden>
      <span style={{ width: `${whole > 0 ? Math.min(100, (100 * part) / whole) : 0}%`, minWidth: part > 0 ? 2 : 0 }} />
    </span>
  );
}
