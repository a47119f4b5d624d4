import { clockSpeed } from '../api/live';
import { ago, dateOf, exactTime } from './format';
import { useWorkspaceNow } from './useWorkspaceNow';

/** How long ago something was, by the workspace's clock; the exact time on hover. */
export function Time({ at }: { at: string }) {
  const now = useWorkspaceNow();
  return (
    <time dateTime={at} title={exactTime(at)}>
      {now === null ? dateOf(at) : ago(at, now, clockSpeed())}
    </time>
  );
}
