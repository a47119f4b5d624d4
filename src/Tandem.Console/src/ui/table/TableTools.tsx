import { ActionIcon, CloseButton, TextInput, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload, IconSearch } from '@tabler/icons-react';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { count } from '../format';
import { saveCsv } from '../save';
import type { Column } from './column';
import { ColumnChoice } from './ColumnChoice';
import { csvOf } from './csv';
import classes from './DataTable.module.css';
import type { Paging } from './DataTable';

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
}

const mostRows = 100_000;

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
  } = props;
  const [loading, setLoading] = useState(false);

  const download = async () => {
    if (rows === undefined) return;
    setLoading(true);
    try {
      const all = paging ? await paging.all(mostRows) : rows;
      saveCsv(name, csvOf(shown, all.slice(0, mostRows)));
      if (all.length >= mostRows) notifications.show({ message: `The file has the first ${count(mostRows)} rows.` });
    } catch (error) {
      notifications.show({ color: 'red', message: `The list could not be downloaded: ${(error as Error).message}` });
    } finally {
      setLoading(false);
    }
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
      <Tooltip label="Download as CSV">
        <ActionIcon
          variant="subtle"
          color="gray"
          c="dimmed"
          onClick={() => void download()}
          loading={loading}
          disabled={rows === undefined || rows.length === 0}
          aria-label={`Download ${label.toLowerCase()} as CSV`}
        >
          <IconDownload size={16} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
