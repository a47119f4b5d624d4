import type { KeyboardEvent, ReactNode } from 'react';
import { Link } from 'react-router';
import classes from './ObjectList.module.css';

interface Props<T> {
  label: string;
  items: T[];
  keyOf: (item: T) => string;
  linkTo: (item: T) => string;
  title: (item: T) => string;
  state?: (item: T) => ReactNode;
  about: (item: T) => ReactNode;
  figures: (item: T) => ReactNode;
}

/** A short list of objects: title and state, one line about it, its figures at the right. Arrow keys move through it. */
export function ObjectList<T>({ label, items, keyOf, linkTo, title, state, about, figures }: Props<T>) {
  return (
    <ul className={classes.list} aria-label={label} onKeyDown={moveBetweenItems}>
      {items.map((item) => (
        <li key={keyOf(item)} className={classes.item}>
          <div className={classes.text}>
            <div className={classes.title}>
              <Link to={linkTo(item)} className={classes.link}>
                {title(item)}
              </Link>
              {state?.(item)}
            </div>
            <div className={classes.about}>{about(item)}</div>
          </div>
          <div className={classes.figures}>{figures(item)}</div>
        </li>
      ))}
    </ul>
  );
}

function moveBetweenItems(event: KeyboardEvent<HTMLUListElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>(`.${classes.link}`)];
  const next = links[links.indexOf(event.target as HTMLElement) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
