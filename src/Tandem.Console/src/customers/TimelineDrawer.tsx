import { Drawer, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import type { TimelineItem } from '../api/types';
import { Chip } from '../ui/Chip';
import { CopyId } from '../ui/CopyId';
import { exactTime } from '../ui/format';
import { Raw } from '../ui/Raw';
import classes from './Timeline.module.css';

/** One step behind the timeline: when exactly, from where, and the raw thing itself. */
export function TimelineDrawer({ item, onClose }: { item: TimelineItem | null; onClose: () => void }) {
  // The last item stays drawn while the drawer slides away.
  const [shown, setShown] = useState(item);
  if (item !== null && item !== shown) setShown(item);

  return (
    <Drawer
      opened={item !== null}
      onClose={onClose}
      position="right"
      size="lg"
      title={shown?.title}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {shown && (
        <Stack gap="md">
          <Group gap={6}>
            <Chip>{shown.kind}</Chip>
            <Chip>{shown.type}</Chip>
            {shown.source && <Chip>from {shown.source}</Chip>}
            {shown.historical && <Chip title="It built the customer's state and started nothing">imported past</Chip>}
          </Group>
          <dl className={classes.times}>
            <dt>Happened</dt>
            <dd>{exactTime(shown.timestamp)}</dd>
            <dt>Received</dt>
            <dd>{exactTime(shown.at)}</dd>
            <dt>Id</dt>
            <dd>
              <CopyId value={shown.id} longest={40} />
            </dd>
          </dl>
          <Raw value={shown.detail} label={shown.kind === 'interaction' ? 'The raw interaction' : 'The details'} />
        </Stack>
      )}
    </Drawer>
  );
}
