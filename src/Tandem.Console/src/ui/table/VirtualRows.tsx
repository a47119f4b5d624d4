import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Link } from 'react-router';
import { count } from '../format';
import type { Column, Value } from './column';
import classes from './DataTable.module.css';
import { rowHeightOf } from './rowHeight';

interface Props<T> {
  columns: Column<T>[];
  rows: readonly T[];
  keyOf: (row: T) => string;
  linkTo?: (row: T) => string;
  onOpen?: (row: T) => void;
  more?: () => void;
  tall?: boolean;
  actions?: (row: T) => ReactNode;
}

const header = 52;
const screenful = 10;

/** The rows in view. Arrows, Page up and down, Home and End move between them, a letter goes to the filter. */
export function VirtualRows<T>({ columns, rows, keyOf, linkTo, onOpen, more, tall, actions }: Props<T>) {
  const list = useRef<HTMLDivElement>(null);
  const wanted = useRef<number | null>(null);
  const [offset, setOffset] = useState(0);
  const height = rowHeightOf(rows.length, tall);
  useLayoutEffect(() => {
    const top = (list.current?.getBoundingClientRect().top ?? 0) + window.scrollY;
    if (Math.abs(top - offset) > 1) setOffset(top);
  });

  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => height,
    overscan: 12,
    scrollMargin: offset,
    scrollPaddingStart: header,
  });
  useEffect(() => virtual.measure(), [virtual, height]);
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;

  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - screenful) more?.();
  }, [last, rows.length, more]);

  const take = () => {
    const row = wanted.current === null ? null : list.current?.querySelector<HTMLElement>(`[data-row="${wanted.current}"]`);
    if (!row) return;
    wanted.current = null;
    row.focus({ preventScroll: true });
  };
  // The row may be drawn only after the list has scrolled there.
  useEffect(take);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const at = (event.target as HTMLElement).dataset.row;
    if (at === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const index = Number(at);
    const places: Record<string, number> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      PageDown: index + screenful,
      PageUp: index - screenful,
      Home: 0,
      End: rows.length - 1,
    };
    const to = places[event.key];
    if (to !== undefined) {
      event.preventDefault();
      wanted.current = Math.max(0, Math.min(rows.length - 1, to));
      virtual.scrollToIndex(wanted.current, { align: 'auto' });
      take();
    } else if (event.key.length === 1 && event.key !== ' ' && event.key !== '/') {
      // The letter itself is typed where the focus is when the key is handled.
      list.current?.closest(`.${classes.table}`)?.querySelector<HTMLElement>('[data-filter]')?.focus();
    }
  };

  return (
    <div ref={list} role="rowgroup" className={classes.body} style={{ height: virtual.getTotalSize() }} onKeyDown={onKeyDown}>
      {items.map((item) => {
        const row = rows[item.index];
        if (row === undefined) return null;
        const style = { height, transform: `translateY(${item.start - offset}px)` };
        return (
          <div key={keyOf(row)} role="row" aria-rowindex={item.index + 2} className={classes.row} style={style}>
            {columns.map((column, index) => {
              const content = column.cell?.(row) ?? shown(column.value(row));
              return (
                <span key={column.id} role="cell" className={classes.cell} data-align={column.align} data-wide={column.wideOnly}>
                  {index > 0 ? (
                    content
                  ) : linkTo ? (
                    <Link to={linkTo(row)} className={classes.link} data-row={item.index}>
                      {content}
                    </Link>
                  ) : onOpen ? (
                    <button type="button" className={classes.link} data-row={item.index} onClick={() => onOpen(row)} aria-haspopup="dialog">
                      {content}
                    </button>
                  ) : (
                    <span className={classes.link} data-row={item.index} tabIndex={item.index === 0 ? 0 : -1}>
                      {content}
                    </span>
                  )}
                </span>
              );
            })}
            {actions && (
              <span role="cell" className={classes.actions}>
                {actions(row)}
              </span>
            )}
          </div>
        );
      })}
    </div>
  );
}

const shown = (value: Value) => (typeof value === 'number' ? count(value) : (value ?? '–'));
