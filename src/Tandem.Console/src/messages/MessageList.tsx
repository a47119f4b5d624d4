import type { MessageSummary } from '../api/types';
import { Time } from '../ui/Time';
import { VirtualTable, type Column } from '../ui/VirtualTable';
import classes from './Messages.module.css';
import { StatusChip } from './StatusChip';

const columns: Column<MessageSummary>[] = [
  {
    label: 'Message',
    width: 'minmax(0, 2fr)',
    cell: (message) => (
      <span className={classes.subject}>{message.subject ?? <span className={classes.quiet}>{message.template}, not rendered</span>}</span>
    ),
  },
  { label: 'To', width: 'minmax(0, 1.5fr)', wideOnly: true, cell: (message) => message.address ?? '–' },
  {
    label: 'From',
    width: 'minmax(0, 1fr)',
    wideOnly: true,
    cell: ({ origin }) => (
      <>
        <span className={classes.quiet}>{origin.kind}</span> {origin.name}
      </>
    ),
  },
  { label: 'Status', width: '104px', cell: (message) => <StatusChip status={message.status} detail={message.statusDetail} /> },
  { label: 'When', width: '116px', align: 'right', wideOnly: true, cell: (message) => <Time at={message.at} /> },
];

export function MessageList({ messages, more }: { messages: MessageSummary[]; more?: () => void }) {
  return (
    <div className={classes.list}>
      <VirtualTable
        label="Messages"
        columns={columns}
        rows={messages}
        keyOf={(message) => message.id}
        linkTo={(message) => `/messages/${encodeURIComponent(message.id)}`}
        more={more}
      />
    </div>
  );
}
