import { useLive } from '../api/live';
import { timeOf } from '../ui/format';
import classes from './Shell.module.css';

/** Whether what is shown is live, or since when it is not. */
export function FeedChip() {
  const { staleSince, latest } = useLive();
  const word = staleSince !== null ? `Stale since ${timeOf(staleSince)}` : latest === null ? 'Connecting' : 'Live';
  return (
    <span
      className={classes.feed}
      role="status"
      title={staleSince === null ? undefined : 'The connection to the server is lost; trying again.'}
    >
      <span className={classes.dot} data-stale={staleSince !== null || latest === null} aria-hidden />
      <span className={staleSince === null ? classes.feedWord : undefined}>{word}</span>
    </span>
  );
}
