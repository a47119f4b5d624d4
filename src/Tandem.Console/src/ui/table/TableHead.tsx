import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { Explained } from '../terms/Explained';
import { Term } from '../terms/Term';
import type { Column } from './column';
import classes from './DataTable.module.css';
import type { Sort } from './sorting';

interface Props<T> {
  columns: Column<T>[];
  actions: boolean;
  sort: Sort;
  /** Undefined when the list keeps the server's order. */
  onSort?: (id: string, numbers: boolean) => void;
  /** Any row, to see which columns hold numbers. */
  sample: T | undefined;
}

/** The names of the columns; a click sorts by one. */
export function TableHead<T>({ columns, actions, sort, onSort, sample }: Props<T>) {
  return (
    <div role="rowgroup">
      <div role="row" aria-rowindex={1} className={classes.head}>
        {columns.map((column) => {
          const down = sort === `-${column.id}`;
          const on = down || sort === column.id;
          const numbers = sample !== undefined && (typeof column.value(sample) === 'number' || column.align === 'right');
          return (
            <span
              key={column.id}
              role="columnheader"
              aria-sort={on ? (down ? 'descending' : 'ascending') : undefined}
              data-align={column.align}
              data-wide={column.wideOnly}
            >
              {onSort ? (
                <Explained word={column.word}>
                  <button type="button" className={classes.sort} onClick={() => onSort(column.id, numbers)}>
                    {column.label}
                    {on && (down ? <IconArrowDown size={13} aria-hidden /> : <IconArrowUp size={13} aria-hidden />)}
                  </button>
                </Explained>
              ) : column.word ? (
                <Term word={column.word}>{column.label}</Term>
              ) : (
                column.label
              )}
            </span>
          );
        })}
        {actions && <span role="columnheader" aria-label="Actions" />}
      </div>
    </div>
  );
}
