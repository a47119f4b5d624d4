import { Anchor, UnstyledButton } from '@mantine/core';
import { memo } from 'react';
import { Link } from 'react-router';
import { addresses } from '../addresses';
import type { TimelineItem } from '../api/types';
import { exactTime, timeOf } from '../ui/format';
import { anchorOf } from './naming';
import { summaryOf } from './summaryOf';
import classes from './Timeline.module.css';
import { iconOf, toneOf } from './timelineKinds';

interface Props {
  item: TimelineItem;
  /** Of its day. */
  isFirst: boolean;
  isLast: boolean;
  onOpen: (item: TimelineItem) => void;
}

export const TimelineRow = memo(function TimelineRow({ item, isFirst, isLast, onOpen }: Props) {
  const Icon = iconOf(item.kind);
  const summary = summaryOf(item);
  return (
    <div className={classes.item} data-kind={item.kind} data-first={isFirst || undefined} data-last={isLast || undefined}>
      <UnstyledButton className={classes.button} onClick={() => onOpen(item)} aria-haspopup="dialog">
        <span className={classes.icon} data-tone={toneOf(item)}>
          <Icon size={15} stroke={1.7} aria-hidden />
        </span>
        <span className={classes.text}>
          <span className={classes.title}>{item.title}</span>
          {summary && <span className={classes.summary}>{summary}</span>}
        </span>
        <span className={classes.origin}>
          {item.historical && <span title="Imported: it built the customer's state and started nothing">past</span>}
          {item.source}
        </span>
        <time dateTime={item.timestamp} title={exactTime(item.timestamp)} className={classes.time}>
          {timeOf(item.timestamp)}
        </time>
      </UnstyledButton>
      {item.customer && (
        <div className={classes.other}>
          <Anchor component={Link} to={addresses.customer(item.customer.id)} size="sm">
            Open {anchorOf(item.customer)}
          </Anchor>
        </div>
      )}
    </div>
  );
});
