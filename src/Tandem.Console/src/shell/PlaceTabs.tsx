import { Link, useLocation } from 'react-router';
import { partAt, places } from './places';
import classes from './PlaceTabs.module.css';

/** The parts of the place that the page belongs to, when it has several. */
export function PlaceTabs() {
  const { pathname } = useLocation();
  const here = partAt(pathname);
  const place = places.find(({ parts }) => parts.some((part) => part === here));
  if (place === undefined || place.parts.length < 2) return null;
  return (
    <nav aria-label={place.label} className={classes.tabs}>
      {place.parts.map((part) => (
        <Link key={part.to} to={part.to} aria-current={part === here ? 'page' : undefined} className={classes.tab}>
          {part.label}
        </Link>
      ))}
    </nav>
  );
}
