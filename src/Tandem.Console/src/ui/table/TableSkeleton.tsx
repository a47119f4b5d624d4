import { Skeleton } from '@mantine/core';
import type { Column } from './column';
import classes from './DataTable.module.css';
import { rowHeightOf } from './rowHeight';

/** Rows of the height and in the columns that the real ones will have, so that nothing jumps when they arrive. */
export function TableSkeleton<T>({ columns, tall, rows = 10 }: { columns: Column<T>[]; tall?: boolean; rows?: number }) {
  return (
    <div role="rowgroup">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} role="row" className={classes.still} style={{ height: rowHeightOf(0, tall) }}>
          {columns.map((column, index) => (
            <span key={column.id} role="cell" data-align={column.align} data-wide={column.wideOnly}>
              <Skeleton
                h={10}
                w={column.align === 'right' ? 48 : `${44 + ((row * 7 + index * 13) % 30)}%`}
                ml={column.align === 'right' ? 'auto' : undefined}
              />
            </span>
          ))}
        </div>
      ))}
    </div>
  );
}
