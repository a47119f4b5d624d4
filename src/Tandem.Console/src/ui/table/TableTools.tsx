import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import { Download } from '../Download';
import { count } from '../format';
import type { Column } from './column';
import { ColumnChoice } from './ColumnChoice';
import { csvOf } from './csv';
import classes from './DataTable.module.css';
import type { Paging } from './DataTable';
import { notify } from '../notices/notify';

interface Props<T> {
  name: string;
  label: string;
  columns: Column<T>[];
  shown: Column<T>[];
  changed: boolean;
  choose: (ids: string[]) => void;
  reset: () => void;
  rows: readonly T[] | undefined;
  of?: number;
  paging?: Paging<T>;
  /** Whether there is a search, or all rows are here to be filtered: a filter over a part would hide what it did not look at. */
  filterable: boolean;
  text: string;
  setText: (text: string) => void;
  searchLabel: string;
  placeholder: string;
  tools?: ReactNode;
  /** The rows in view, for a picture of them. */
  drawn: RefObject<HTMLElement | null>;
}

const mostRows = 100_000;
const words = { picture: 'Rows in view (PNG)', csv: 'All rows (CSV)' };

/** Above every list: its search and filters, how many there are, its columns, and the download. */
export function TableTools<T>(props: Props<T>) {
  const {
    name,
    label,
    columns,
    shown,
    changed,
    choose,
    reset,
    rows,
    of,
    paging,
    filterable,
    text,
    setText,
    searchLabel,
    placeholder,
    tools,
    drawn,
  } = props;

  const all = async () => {
    const found = paging ? await paging.all(mostRows) : (rows ?? []);
    if (found.length >= mostRows) void notify({ message: `The file has the first ${count(mostRows)} rows.` });
    return csvOf(shown, found.slice(0, mostRows));
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      event.currentTarget.closest(`.${classes.table}`)?.querySelector<HTMLElement>('[data-row]')?.focus();
    } else if (event.key === 'Escape' && text !== '') setText('');
  };

  const listed =
    rows === undefined ? '' : of !== undefined && of !== rows.length ? `${count(rows.length)} of ${count(of)}` : count(rows.length);
  return (
    <div className={classes.tools}>
      {filterable && (
        <TextInput
          size="xs"
          className={classes.filter}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          placeholder={placeholder}
          aria-label={searchLabel}
          leftSection={<IconSearch size={14} aria-hidden />}
          rightSection={text === '' ? null : <CloseButton size="xs" onClick={() => setText('')} aria-label="Clear the search" />}
          autoComplete="off"
          spellCheck={false}
          data-filter
        />
      )}
      {tools}
      <span className={classes.count} role="status">
        {listed}
        {paging && of === undefined && '+'}
      </span>
      <ColumnChoice label={label} columns={columns} shown={shown} changed={changed} choose={choose} reset={reset} />
      <Download
        title={label.toLowerCase()}
        name={name}
        drawn={drawn}
        csv={all}
        words={words}
        inView
        disabled={rows === undefined || rows.length === 0}
      />
    </div>
  );
}
