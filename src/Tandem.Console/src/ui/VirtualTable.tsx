import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Link } from 'react-router';
import classes from './VirtualTable.module.css';

export interface Column<T> {
  label: string;
  /** A CSS grid track: `minmax(0, 2fr)`, `96px`. */
  width: string;
  align?: 'right';
  /** Left out on a phone. */
  wideOnly?: boolean;
  cell: (row: T) => ReactNode;
}

interface Props<T> {
  label: string;
  columns: Column<T>[];
  rows: T[];
  keyOf: (row: T) => string;
  linkTo: (row: T) => string;
  /** Asked for when the last rows come into view. */
  more?: () => void;
}

const rowHeight = 48;

/** A list that draws only the rows in view; the first cell of a row is its link, arrow keys move between rows. */
export function VirtualTable<T>({ label, columns, rows, keyOf, linkTo, more }: Props<T>) {
  const list = useRef<HTMLDivElement>(null);
  const [offset, setOffset] = useState(0);
  useEffect(() => setOffset((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY), []);

  const virtual = useWindowVirtualizer({ count: rows.length, estimateSize: () => rowHeight, overscan: 12, scrollMargin: offset });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;

  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - 10) more?.();
  }, [last, rows.length, more]);

  const style = {
    '--tracks': columns.map((column) => column.width).join(' '),
    '--narrow-tracks': columns
      .filter((column) => !column.wideOnly)
      .map((column) => column.width)
      .join(' '),
  } as React.CSSProperties;

  return (
    <div role="table" aria-label={label} aria-rowcount={rows.length + 1} style={style} onKeyDown={moveBetweenRows}>
      <div role="row" aria-rowindex={1} className={classes.head}>
        {columns.map((column) => (
          <span key={column.label} role="columnheader" data-align={column.align} data-wide={column.wideOnly}>
            {column.label}
          </span>
        ))}
      </div>
      <div ref={list} role="rowgroup" className={classes.body} style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          return (
            <div
              key={keyOf(row)}
              role="row"
              aria-rowindex={item.index + 2}
              className={classes.row}
              style={{ height: rowHeight, transform: `translateY(${item.start - offset}px)` }}
            >
              {columns.map((column, index) => (
                <span key={column.label} role="cell" className={classes.cell} data-align={column.align} data-wide={column.wideOnly}>
                  {index === 0 ? (
                    <Link to={linkTo(row)} className={classes.link} data-row={item.index}>
                      {column.cell(row)}
                    </Link>
                  ) : (
                    column.cell(row)
                  )}
                </span>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function moveBetweenRows(event: KeyboardEvent<HTMLDivElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const row = (event.target as HTMLElement).dataset.row;
  if (step === undefined || row === undefined) return;
  event.preventDefault();
  event.currentTarget.querySelector<HTMLElement>(`[data-row="${Number(row) + step}"]`)?.focus();
}
