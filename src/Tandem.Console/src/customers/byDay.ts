import type { TimelineItem } from '../api/types';

/** Neighbours of one calendar day, in the reader's time zone, put together; the order stays. */
export function byDay(items: TimelineItem[]): [day: string, items: TimelineItem[]][] {
  const days: [string, TimelineItem[]][] = [];
  for (const item of items) {
    const last = days.at(-1);
    if (last !== undefined && new Date(last[0]).toDateString() === new Date(item.timestamp).toDateString()) last[1].push(item);
    else days.push([item.timestamp, [item]]);
  }
  return days;
}
