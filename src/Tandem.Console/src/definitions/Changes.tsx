import { useMemo } from 'react';
import classes from './Definitions.module.css';
import { lineDiff } from './lineDiff';

const words = { '+': 'added', '-': 'removed', ' ': undefined };

/** Two texts as one, with the lines that came and went. */
export function Changes({ before, after, title }: { before: string; after: string; title: string }) {
  const lines = useMemo(() => lineDiff(before, after), [before, after]);
  return (
    <section className={classes.changes} aria-label={title}>
      <h2>{title}</h2>
      <pre tabIndex={0}>
        {lines.map(({ sign, text }, index) => (
          <span
            key={index}
            className={classes.line}
            data-sign={before === '' ? ' ' : sign}
            aria-label={before === '' || words[sign] === undefined ? undefined : `${words[sign]}: ${text}`}
          >
            {before === '' ? ' ' : sign} {text}
            {'\n'}
          </span>
        ))}
      </pre>
    </section>
  );
}
