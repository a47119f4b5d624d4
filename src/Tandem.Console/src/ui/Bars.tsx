import { Anchor, Skeleton, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { count } from './format';
import classes from './Bars.module.css';

interface Row {
  name: string;
  to?: string;
  value: number;
  note?: ReactNode;
}

/** Names with their numbers and a bar for their share of the whole or of the largest. */
export function Bars({ label, rows, empty, of }: { label: string; rows: Row[] | undefined; empty: ReactNode; of?: number }) {
  if (rows === undefined)
    return (
      <div className={classes.list}>
        {[70, 45, 60].map((width) => (
          <Skeleton key={width} h={10} my={9} w={`${width}%`} />
        ))}
      </div>
    );
  if (rows.length === 0) return <Text c="dimmed">{empty}</Text>;
  const whole = of ?? Math.max(...rows.map((row) => row.value));
  return (
    <ul className={classes.list} aria-label={label}>
      {rows.map((row) => (
        <li key={row.name} className={classes.row}>
          <span className={classes.name}>
            {row.to === undefined ? (
              row.name
            ) : (
              <Anchor component={Link} to={row.to} c="inherit">
                {row.name}
              </Anchor>
            )}
            {row.note && <span className={classes.note}>{row.note}</span>}
          </span>
          <span className={classes.value}>{count(row.value)}</span>
          <span className={classes.track} aria-hidden>
            <span style={{ width: `${whole > 0 ? Math.min(100, (row.value / whole) * 100) : 0}%` }} />
          </span>
        </li>
      ))}
    </ul>
  );
}
