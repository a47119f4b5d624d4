import { kindInWords } from '../customers/naming';
import { exactTime, momentOf, shortened } from '../ui/format';
import type { Column } from '../ui/table/column';
import { OutcomeChip } from './OutcomeChip';
import classes from './Sources.module.css';
import type { TailItem } from './tailItem';

const nameOf = (row: TailItem) => (row.kind === 'reject' ? (row.item.errors[0]?.message ?? 'Rejected') : row.item.name || row.item.type);
const whoOf = (row: TailItem) => (row.kind === 'reject' ? null : row.item.identities.map(({ value }) => value).join(' '));

/** The columns of the tail; what became of an item is known a moment after it came. */
export const tailColumns = (outcomeOf: (row: TailItem) => string | undefined): Column<TailItem>[] => [
  {
    id: 'what',
    label: 'What',
    width: 'minmax(120px, 1fr)',
    value: nameOf,
    cell: (row) => <span className={classes.name}>{nameOf(row)}</span>,
  },
  { id: 'call', label: 'Call', width: '84px', wideOnly: true, value: (row) => (row.kind === 'reject' ? row.item.endpoint : row.item.type) },
  {
    id: 'who',
    label: 'Who',
    width: 'minmax(0, 1.4fr)',
    wideOnly: true,
    value: whoOf,
    cell: (row) =>
      row.kind === 'reject' ? (
        '–'
      ) : (
        <span className={classes.who}>
          {row.item.identities.map(({ kind, value }) => (
            <span key={kind + value}>
              {kindInWords(kind)} <b>{shortened(value, 26)}</b>
            </span>
          ))}
        </span>
      ),
  },
  {
    id: 'outcome',
    label: 'Outcome',
    width: '104px',
    value: (row) => outcomeOf(row) ?? null,
    cell: (row) => {
      const outcome = outcomeOf(row);
      return outcome === undefined ? <span className={classes.quiet}>…</span> : <OutcomeChip outcome={outcome} />;
    },
  },
  {
    id: 'when',
    label: 'When',
    width: '128px',
    align: 'right',
    wideOnly: true,
    value: ({ at }) => at,
    cell: ({ at }) => (
      <time dateTime={at} title={exactTime(at)}>
        {momentOf(at)}
      </time>
    ),
  },
  {
    id: 'message',
    label: 'Message id',
    width: 'minmax(0, 1fr)',
    wideOnly: true,
    extra: true,
    value: (row) => (row.kind === 'reject' ? null : row.item.messageId),
  },
];
