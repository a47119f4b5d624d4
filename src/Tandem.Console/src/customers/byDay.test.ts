import { expect, it } from 'vitest';
import type { TimelineItem } from '../api/types';
import { byDay } from './byDay';

const item = (timestamp: string) => ({ id: timestamp, timestamp }) as TimelineItem;

it('neighbours of one day stand together and the order stays', () => {
  const items = ['1997-03-14T12:00:00', '1997-03-14T11:00:00', '1997-03-12T12:00:00'].map(item);
  expect(byDay(items).map(([, entries]) => entries.length)).toEqual([2, 1]);
  expect(byDay(items).flatMap(([, entries]) => entries)).toEqual(items);
});
