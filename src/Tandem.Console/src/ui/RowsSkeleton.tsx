import { Skeleton } from '@mantine/core';
import classes from './ui.module.css';

/** Rows of the height the real ones will have, so that nothing jumps when they arrive. */
export function RowsSkeleton({ rows = 8, busy = true }: { rows?: number; busy?: boolean }) {
  return (
    <div aria-busy={busy} aria-label="Loading" role="status">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={classes.skeletonRow}>
          <Skeleton h={10} w={`${18 + ((row * 7) % 14)}%`} />
          <Skeleton h={10} w={`${22 + ((row * 11) % 18)}%`} />
          <Skeleton h={10} w="8%" ml="auto" />
        </div>
      ))}
    </div>
  );
}
