import { Link } from 'react-router';
import { addresses } from '../addresses';
import { Failed } from '../ui/Failed';
import { Nothing } from '../ui/Nothing';
import { RowsSkeleton } from '../ui/RowsSkeleton';
import { Time } from '../ui/Time';
import classes from './Messages.module.css';
import { useLatestMessages } from './queries';
import { StatusChip } from './StatusChip';

/** The newest messages, for the overview. */
export function RecentMessages() {
  const { data, error, refetch } = useLatestMessages();
  if (data === undefined)
    return error ? <Failed error={error} what="The messages" again={() => void refetch()} /> : <RowsSkeleton rows={5} />;
  if (data.items.length === 0)
    return (
      <Nothing title="No message yet">
        Journeys and campaigns write to customers. Until sending to the outside is switched on, their mails land here.
      </Nothing>
    );
  return (
    <ul className={classes.latest}>
      {data.items.map((message) => (
        <li key={message.id}>
          <Link to={addresses.message(message.id)} className={classes.latestLink}>
            <span className={classes.latestText}>
              <span>{message.subject ?? message.template}</span>
              <span className={classes.quiet}>{message.address ?? 'no address'}</span>
            </span>
            <StatusChip status={message.status} detail={message.statusDetail} />
            <Time at={message.at} />
          </Link>
        </li>
      ))}
    </ul>
  );
}
