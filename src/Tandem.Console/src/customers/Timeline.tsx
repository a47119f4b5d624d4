import { Chip as Choice, Group, Text } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { useEffect, useMemo, useState } from 'react';
import type { TimelineItem } from '../api/types';
import { Failed } from '../ui/Failed';
import { dayOf } from '../ui/format';
import { Nothing } from '../ui/Nothing';
import { RowsSkeleton } from '../ui/RowsSkeleton';
import { byDay } from './byDay';
import { useTimeline } from './queries';
import classes from './Timeline.module.css';
import { TimelineDrawer } from './TimelineDrawer';
import { kinds, type TimelineKind } from './timelineKinds';
import { TimelineRow } from './TimelineRow';

/** Everything that happened to one customer, newest first, over all channels. */
export function Timeline({ customerKey }: { customerKey: string }) {
  const timeline = useTimeline(customerKey);
  const [shown, setShown] = useState<TimelineKind[]>([]);
  const [opened, setOpened] = useState<TimelineItem | null>(null);
  const { ref: end, entry } = useIntersection({ rootMargin: '600px' });

  const { hasNextPage, isFetchingNextPage, fetchNextPage } = timeline;
  const atEnd = entry?.isIntersecting ?? false;
  useEffect(() => {
    if (atEnd && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [atEnd, hasNextPage, isFetchingNextPage, fetchNextPage]);

  const items = useMemo(() => timeline.data?.pages.flatMap((page) => page.items) ?? [], [timeline.data]);
  const days = useMemo(
    () => byDay(shown.length === 0 ? items : items.filter((item) => shown.some((kind) => kind === item.kind))),
    [items, shown],
  );

  if (timeline.isPending) return <RowsSkeleton rows={10} />;
  if (timeline.isError) return <Failed error={timeline.error} what="The timeline" again={() => void timeline.refetch()} />;

  return (
    <>
      <Choice.Group multiple value={shown} onChange={(chosen) => setShown(chosen as TimelineKind[])}>
        <Group gap={6} mb="md" role="group" aria-label="Show only">
          {kinds.map(({ kind, plural }) => (
            <Choice key={kind} value={kind} size="xs" variant="outline">
              {plural}
            </Choice>
          ))}
        </Group>
      </Choice.Group>
      {days.map(([day, entries]) => (
        <section key={`${day}${entries[0]?.id}`} className={classes.day}>
          <h2 className={classes.date}>{dayOf(day)}</h2>
          <ol className={classes.items}>
            {entries.map((item) => (
              <TimelineRow key={item.id} item={item} onOpen={setOpened} />
            ))}
          </ol>
        </section>
      ))}
      {days.length === 0 && !hasNextPage && (
        <Nothing title={items.length === 0 ? 'Nothing has happened yet' : 'Nothing of this kind has happened'}>
          {items.length === 0
            ? 'Interactions, segments, journeys and messages appear here as they happen.'
            : 'Choose other kinds above to see the rest.'}
        </Nothing>
      )}
      <div ref={end}>
        {isFetchingNextPage && <RowsSkeleton rows={3} />}
        {!hasNextPage && days.length > 0 && (
          <Text c="dimmed" size="sm" ta="center" py="md">
            The beginning: nothing is known from before.
          </Text>
        )}
      </div>
      <TimelineDrawer item={opened} onClose={() => setOpened(null)} />
    </>
  );
}
