import { IconClockHour4 } from '@tabler/icons-react';
import { useLive } from '../api/live';
import { dateOf, speedInWords } from '../ui/format';
import { useWorkspaceNow } from '../ui/useWorkspaceNow';
import classes from './Shell.module.css';

/** Shown whenever the workspace's time is not ours: which day it has, and how fast it runs. */
export function ClockChip() {
  const clock = useLive().latest?.overview.clock;
  const now = useWorkspaceNow();
  if (clock === undefined || now === null || (clock.speed === 1 && clock.note === null)) return null;
  return (
    <span className={classes.clock} title={clock.note ?? undefined}>
      <IconClockHour4 size={15} aria-hidden />
      <span>
        <span className={classes.clockWord}>Demo clock: </span>
        {dateOf(now)}
      </span>
      {clock.speed !== 1 && <span className={classes.clockSpeed}>{speedInWords(clock.speed)}</span>}
    </span>
  );
}
