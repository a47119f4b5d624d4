import { useDeferredValue, useMemo, useRef, type ReactNode } from 'react';
import { Failed } from '../Failed';
import { Nothing } from '../Nothing';
import { useParameter } from '../address/useParameter';
import { useSearchText } from '../address/useSearchText';
import type { Column } from './column';
import classes from './DataTable.module.css';
import { filtered, nextSort, sorted, textsOf } from './sorting';
import { TableHead } from './TableHead';
import { TableSkeleton } from './TableSkeleton';
import { TableTools } from './TableTools';
import { tracks } from './tracks';
import { useColumns } from './useColumns';
import { VirtualRows } from './VirtualRows';

export interface Paging<T> {
  /** Asked for when the last rows come into view. */
  more: () => void;
  /** All rows up to a number of them. */
  all: (most: number) => Promise<T[]>;
}

interface Search {
  text: string;
  setText: (text: string) => void;
  /** What the rows shown were found by. */
  search: string;
  label: string;
  placeholder: string;
}

export interface TableProps<T> {
  /** Names the downloaded file, and the columns that this browser remembers. */
  name: string;
  label: string;
  columns: Column<T>[];
  /** Undefined until they are there. */
  rows: readonly T[] | undefined;
  keyOf: (row: T) => string;
  /** The page that a row leads to. */
  linkTo?: (row: T) => string;
  /** What a row does that leads to no page. */
  onOpen?: (row: T) => void;
  error?: Error | null;
  again?: () => void;
  /** Given while the server has more rows than these: then its order stays, since a part cannot be sorted. */
  paging?: Paging<T>;
  /** The server's search; without one the rows are filtered here. */
  search?: Search;
  /** Filters of the list's own, beside the search. */
  tools?: ReactNode;
  /** How many there are altogether, when that is known. */
  total?: number;
  /** Whether the rows are those of the search before. */
  waiting?: boolean;
  /** Two lines in a row. */
  tall?: boolean;
  actions?: (row: T) => ReactNode;
  /** What is shown when there is nothing at all. */
  empty: ReactNode;
  /** Shown below the rows. */
  foot?: ReactNode;
}

/** Every list: sort, filter, choose columns, download, keys; only the rows in view are drawn. */
export function DataTable<T>(props: TableProps<T>) {
  const { name, label, columns, rows, paging, search, tools, error, again, actions, empty, total } = props;
  const drawn = useRef<HTMLDivElement>(null);
  const own = useSearchText(search === undefined ? 'filter' : 'none');
  const [sort, setSort] = useParameter('sort');
  const { shown, changed, setChosen, reset } = useColumns(name, columns);

  const sortable = paging === undefined;
  // A keystroke is shown at once; a long list follows when it can.
  const wanted = useDeferredValue(search === undefined && sortable ? own.text : '');
  const order = sortable ? sort : null;
  const isFiltered = wanted !== '';
  const texts = useMemo(() => (isFiltered && rows !== undefined ? textsOf(rows, columns) : []), [isFiltered, rows, columns]);
  const listed = useMemo(
    () => (rows === undefined ? undefined : sorted(filtered(rows, texts, wanted), columns, order)),
    [rows, texts, columns, wanted, order],
  );

  if (rows === undefined && error) return <Failed error={error} what={label} again={again} />;
  if (rows?.length === 0 && search?.search === undefined && tools === undefined) return empty;

  const text = search?.text ?? own.text;
  const clear = () => (search?.setText ?? own.setText)('');

  return (
    <div style={tracks(shown, actions !== undefined)} className={classes.table}>
      <TableTools
        name={name}
        label={label}
        columns={columns}
        shown={shown}
        changed={changed}
        choose={setChosen}
        reset={reset}
        rows={listed}
        of={total ?? (isFiltered ? rows?.length : undefined)}
        paging={paging}
        filterable={search !== undefined || paging === undefined}
        text={text}
        setText={search?.setText ?? own.setText}
        searchLabel={search?.label ?? `Filter ${label.toLowerCase()}`}
        placeholder={search?.placeholder ?? 'Filter'}
        tools={tools}
        drawn={drawn}
      />
      {listed?.length === 0 ? (
        text === '' ? (
          empty
        ) : (
          <Nothing title={`Nothing here has “${text}”`}>
            <button type="button" className={classes.clear} onClick={clear}>
              Show all
            </button>
          </Nothing>
        )
      ) : (
        <div className={classes.frame} data-waiting={props.waiting}>
          <div
            ref={drawn}
            role="table"
            aria-label={label}
            aria-rowcount={paging ? -1 : (listed?.length ?? 0) + 1}
            aria-busy={listed === undefined}
          >
            <TableHead
              columns={shown}
              actions={actions !== undefined}
              sort={sortable ? sort : null}
              onSort={sortable && listed ? (id, numbers) => setSort(nextSort(sort === '' ? null : sort, id, numbers)) : undefined}
              sample={rows?.[0]}
            />
            {listed === undefined ? (
              <TableSkeleton columns={shown} tall={props.tall} />
            ) : (
              <VirtualRows {...props} columns={shown} rows={listed} more={paging?.more} />
            )}
          </div>
          {props.foot}
        </div>
      )}
    </div>
  );
}
