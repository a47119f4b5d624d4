import { Button, Drawer } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { Reject } from '../api/types';
import { Problems } from '../definitions/Problems';
import { Failed } from '../ui/Failed';
import { Nothing } from '../ui/Nothing';
import { CopyCode } from '../ui/Raw';
import { RowsSkeleton } from '../ui/RowsSkeleton';
import { Time } from '../ui/Time';
import ui from '../ui/ui.module.css';
import { useRejects } from './queries';
import classes from './Sources.module.css';

/** What a source sent that was not taken, why, and the raw body. */
export function Rejects({ name }: { name: string }) {
  const rejects = useRejects(name);
  const [opened, setOpened] = useState<Reject | null>(null);

  if (rejects.isPending) return <RowsSkeleton rows={6} />;
  if (rejects.isError) return <Failed error={rejects.error} what="The rejected items" again={() => void rejects.refetch()} />;
  const items = rejects.data.pages.flatMap((page) => page.items);
  if (items.length === 0)
    return (
      <Nothing icon={<IconCircleCheck size={32} stroke={1.4} />} title="Nothing was rejected">
        An item that cannot be taken is kept here with the reason, while the good ones of its batch go through.
      </Nothing>
    );

  return (
    <section className={classes.box} aria-label="Rejected items">
      <ul className={classes.rows}>
        {items.map((reject) => (
          <li key={reject.id}>
            <button type="button" className={classes.reject} onClick={() => setOpened(reject)} aria-haspopup="dialog">
              <IconAlertTriangle size={16} className={ui.broken} aria-hidden />
              <span className={classes.reason}>
                <span>{reject.errors[0]?.message}</span>
                <span className={classes.hint}>{reject.errors[0]?.hint}</span>
              </span>
              <span className={classes.where}>
                {reject.endpoint}
                {reject.index !== null && `, item ${reject.index + 1}`}
              </span>
              <Time at={reject.at} />
            </button>
          </li>
        ))}
      </ul>
      {rejects.hasNextPage && (
        <div className={classes.boxFoot}>
          <Button variant="default" size="compact-sm" onClick={() => void rejects.fetchNextPage()} loading={rejects.isFetchingNextPage}>
            Show older ones
          </Button>
        </div>
      )}
      <Drawer
        opened={opened !== null}
        onClose={() => setOpened(null)}
        position="right"
        size="lg"
        title="Rejected"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {opened && (
          <>
            <Problems problems={opened.errors} />
            <div className={ui.code}>
              <CopyCode text={opened.body} label="the raw body" />
              <pre tabIndex={0} aria-label="The raw body">
                {opened.body}
              </pre>
            </div>
          </>
        )}
      </Drawer>
    </section>
  );
}
