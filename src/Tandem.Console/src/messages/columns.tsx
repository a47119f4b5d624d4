import type { MessageSummary } from '../api/types';
import type { Column } from '../ui/table/column';
import { Time } from '../ui/Time';
import classes from './Messages.module.css';
import { StatusChip } from './StatusChip';

/** What a list of messages can show of each. */
export const messageColumns: Column<MessageSummary>[] = [
  {
    id: 'message',
    label: 'Message',
    word: 'message',
    width: 'minmax(0, 2fr)',
    value: ({ subject, template }) => subject ?? template,
    cell: ({ subject, template }) => (
      <span className={classes.subject}>{subject ?? <span className={classes.quiet}>{template}, not rendered</span>}</span>
    ),
  },
  { id: 'to', label: 'To', width: 'minmax(0, 1.5fr)', wideOnly: true, value: ({ address }) => address },
  {
    id: 'from',
    label: 'From',
    width: 'minmax(0, 1fr)',
    wideOnly: true,
    value: ({ origin }) => `${origin.kind} ${origin.name}`,
    cell: ({ origin }) => (
      <>
        <span className={classes.quiet}>{origin.kind}</span> {origin.name}
      </>
    ),
  },
  { id: 'template', label: 'Template', width: '120px', wideOnly: true, extra: true, value: ({ template }) => template },
  { id: 'channel', label: 'Channel', word: 'channel', width: '80px', wideOnly: true, extra: true, value: ({ channel }) => channel },
  {
    id: 'status',
    label: 'Status',
    word: 'delivery',
    width: '104px',
    value: ({ status }) => status,
    cell: ({ status, statusDetail }) => <StatusChip status={status} detail={statusDetail} />,
  },
  { id: 'detail', label: 'Why', width: 'minmax(0, 1fr)', wideOnly: true, extra: true, value: ({ statusDetail }) => statusDetail },
  { id: 'when', label: 'When', width: '116px', align: 'right', wideOnly: true, value: ({ at }) => at, cell: ({ at }) => <Time at={at} /> },
];
