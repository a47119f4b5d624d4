import { Chip as Choice, CloseButton, Group, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { TimelineItem } from '../api/types';
import { Failed } from '../ui/Failed';
import { dayOf } from '../ui/format';
import { Nothing } from '../ui/Nothing';
import { RowsSkeleton } from '../ui/RowsSkeleton';
import { useParameter } from '../ui/address/useParameter';
import { useSearchText } from '../ui/address/useSearchText';
import { byDay } from './byDay';
import { useTimeline, useTimelineItem } from './queries';
import classes from './Timeline.module.css';
import { TimelineDrawer } from './TimelineDrawer';
import { kinds } from './timelineKinds';
import { TimelineRow } from './TimelineRow';

/** Rows before the end of what is loaded at which more is asked for. */
const ahead = 20;

/** Everything that happened to one customer, newest first, over all channels. Only what is in view is drawn, however long it is. */
export function Timeline({ customerKey }: { customerKey: string }) {
  const [only, setOnly] = useParameter('kinds');
  const typed = useSearchText('find');
  const [openedId, setOpened] = useParameter('item');
  const timeline = useTimeline(customerKey, only, typed.search);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = timeline;

  const items = useMemo(() => timeline.data?.pages.flatMap((page) => page.items) ?? [], [timeline.data]);
  const rows = useMemo(
    () =>
      byDay(items).flatMap(([day, entries]) => [
        { day, key: `${day} ${entries[0]?.id}` },
        ...entries.map((item, at) => ({ item, key: item.id, isFirst: at === 0, isLast: at === entries.length - 1 })),
      ]),
    [items],
  );
  const listed = items.find(({ id }) => id === openedId);
  const single = useTimelineItem(customerKey, openedId, openedId !== '' && listed === undefined && timeline.isSuccess);
  const opened = listed ?? (openedId === '' ? null : (single.data ?? null));

  const list = useRef<HTMLDivElement>(null);
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => {
    const top = (list.current?.getBoundingClientRect().top ?? 0) + window.scrollY;
    if (Math.abs(top - offset) > 1) setOffset(top);
  });
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => 45,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 10,
    scrollMargin: offset,
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= rows.length - ahead && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [last, rows.length, hasNextPage, isFetchingNextPage, fetchNextPage]);

  if (timeline.isPending) return <RowsSkeleton rows={10} />;
  if (timeline.isError) return <Failed error={timeline.error} what="The timeline" again={() => void timeline.refetch()} />;
  const isFiltered = only !== '' || typed.search !== '';

  return (
    <>
      <Group gap={6} mb="md">
        <TextInput
          aria-label="Find in the timeline"
          placeholder="Find"
          size="xs"
          leftSection={<IconSearch size={14} aria-hidden />}
          rightSection={typed.text !== '' && <CloseButton size="xs" aria-label="Clear" onClick={() => typed.setText('')} />}
          value={typed.text}
          onChange={(event) => typed.setText(event.currentTarget.value)}
        />
        <Choice.Group multiple value={only === '' ? [] : only.split(',')} onChange={(chosen) => setOnly(chosen.join(','))}>
          <Group gap={6} role="group" aria-label="Show only">
            {kinds.map(({ kind, plural }) => (
              <Choice key={kind} value={kind} size="xs" variant="outline">
                {plural}
              </Choice>
            ))}
          </Group>
        </Choice.Group>
      </Group>
      <div
        ref={list}
        role="list"
        aria-label="Timeline"
        aria-busy={timeline.isPlaceholderData}
        className={classes.items}
        style={{ height: virtual.getTotalSize() }}
      >
        {shown.map(({ index, start, key }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <div
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              role="listitem"
              className={classes.place}
              style={{ transform: `translateY(${start - offset}px)` }}
            >
              {'day' in row ? (
                <h2 className={classes.date}>{dayOf(row.day)}</h2>
              ) : (
                <TimelineRow
                  item={row.item}
                  isFirst={row.isFirst}
                  isLast={row.isLast}
                  onOpen={(item: TimelineItem) => setOpened(item.id)}
                />
              )}
            </div>
          );
        })}
      </div>
      {rows.length === 0 && !hasNextPage && (
        <Nothing title={isFiltered ? 'Nothing of this kind has happened' : 'Nothing has happened yet'}>
          {isFiltered
            ? 'Choose other kinds above, or another text, to see the rest.'
            : 'Interactions, segments, journeys and messages appear here as they happen.'}
        </Nothing>
      )}
      {isFetchingNextPage && <RowsSkeleton rows={3} />}
      {!hasNextPage && rows.length > 0 && (
        <Text c="dimmed" size="sm" ta="center" py="md">
          {isFiltered ? 'The beginning: nothing else of this kind is known.' : 'The beginning: nothing is known from before.'}
        </Text>
      )}
      <TimelineDrawer item={opened} onClose={() => setOpened(null)} />
    </>
  );
}
