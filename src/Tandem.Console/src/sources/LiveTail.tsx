import { Button, Drawer, Stack } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconPlugConnected } from '@tabler/icons-react';
import { useState } from 'react';
import type { SourceItem } from '../api/types';
import { kindInWords } from '../customers/naming';
import { CopyId } from '../ui/CopyId';
import { Failed } from '../ui/Failed';
import { exactTime, momentOf, shortened } from '../ui/format';
import { Nothing } from '../ui/Nothing';
import { Raw } from '../ui/Raw';
import { RowsSkeleton } from '../ui/RowsSkeleton';
import classes from './Sources.module.css';
import { useTail } from './useTail';

/** What comes in from a source, as it comes; a click shows the raw interaction. */
export function LiveTail({ name, quiet, onConnect }: { name: string; quiet: string; onConnect: () => void }) {
  const [paused, setPaused] = useState(false);
  const [opened, setOpened] = useState<SourceItem | null>(null);
  const { items, isPending, error, refetch } = useTail(name, paused);

  if (error && items.length === 0) return <Failed error={error} what="The stream" again={() => void refetch()} />;
  if (isPending) return <RowsSkeleton rows={8} />;
  if (items.length === 0)
    return (
      <Nothing
        icon={<IconPlugConnected size={32} stroke={1.4} />}
        title="Listening"
        action={<Button onClick={onConnect}>Show how to connect</Button>}
      >
        {quiet} What it sends appears here the moment it is accepted.
      </Nothing>
    );

  return (
    <section className={classes.box} aria-label="The newest interactions">
      <div className={classes.boxHead}>
        <span>{paused ? 'Paused: what comes in now is not shown here.' : 'Newest first, as they come in.'}</span>
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => setPaused(!paused)}
          leftSection={paused ? <IconPlayerPlay size={14} aria-hidden /> : <IconPlayerPause size={14} aria-hidden />}
        >
          {paused ? 'Go on' : 'Pause'}
        </Button>
      </div>
      <ul className={classes.rows}>
        {items.map(({ key, item }) => (
          <li key={key}>
            <button type="button" className={classes.row} onClick={() => setOpened(item)} aria-haspopup="dialog">
              <time dateTime={item.at} title={exactTime(item.at)}>
                {momentOf(item.at)}
              </time>
              <span className={classes.type}>{item.type}</span>
              <span className={classes.name}>{item.name}</span>
              <span className={classes.who}>
                {item.identities.map(({ kind, value }) => (
                  <span key={kind + value}>
                    {kindInWords(kind)} <b>{shortened(value, 26)}</b>
                  </span>
                ))}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <Drawer
        opened={opened !== null}
        onClose={() => setOpened(null)}
        position="right"
        size="lg"
        title={opened?.name || opened?.type}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {opened && (
          <Stack gap="sm" align="flex-start">
            <CopyId label="Message id" value={opened.messageId} longest={40} />
            <CopyId label="Token" value={opened.token} longest={40} />
            <div style={{ width: '100%' }}>
              <Raw value={opened.body} label="The raw interaction" />
            </div>
          </Stack>
        )}
      </Drawer>
    </section>
  );
}
