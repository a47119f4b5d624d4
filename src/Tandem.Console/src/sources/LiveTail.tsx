import { Button, Drawer } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconPlugConnected } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Source } from '../api/types';
import { plural } from '../ui/format';
import { Nothing } from '../ui/Nothing';
import { DataTable } from '../ui/table/DataTable';
import { ItemPanel } from './ItemPanel';
import classes from './Sources.module.css';
import { tailColumns } from './tailColumns';
import { TailFilters, useTailFilters } from './TailFilters';
import type { TailItem } from './tailItem';
import { useOpened } from './useOpened';
import { useOutcomes } from './useOutcomes';
import { useScrolledAway } from './useScrolledAway';
import { useTail } from './useTail';

/** More than this a second is not sent to a screen. */
const mostShown = 200;

/** What comes in from a source, as it comes; an item opens with its way through the engine. */
export function LiveTail({ source, onConnect }: { source: Source; onConnect: () => void }) {
  const [paused, setPaused] = useState(false);
  const [opened, open] = useOpened('item');
  const [, setParameters] = useSearchParams();
  const filters = useTailFilters();
  // Rows must not move away from under who reads them.
  const away = useScrolledAway();
  const { items, waiting, meanwhile, error, refetch } = useTail(source.name, filters.filter, paused || away || opened !== '');
  const known = useOutcomes(items);
  const outcomeOf = useMemo(() => (row: TailItem) => (row.kind === 'reject' ? 'rejected' : known.get(row.id)), [known]);
  const columns = useMemo(() => tailColumns(outcomeOf), [outcomeOf]);
  const shown = useMemo(
    () => (filters.outcome === '' ? items : items?.filter((row) => outcomeOf(row) === filters.outcome)),
    [items, filters.outcome, outcomeOf],
  );
  const paging = useMemo(() => ({ more: () => undefined, all: () => Promise.resolve([...(shown ?? [])]) }), [shown]);

  const place = shown?.findIndex(({ id }) => id === opened) ?? -1;
  const step = (by: number) => {
    const next = shown?.slice(Math.max(0, place + by)).find(({ kind }) => kind === 'interaction');
    if (place >= 0 && place + by >= 0 && next) open(next.id);
  };

  const quiet = source.accepted > 0 ? 'Nothing has come in since the server started.' : 'Nothing has come in from this source yet.';
  const state = paused
    ? `Paused. ${meanwhile === 0 ? 'Nothing came meanwhile.' : `${plural(meanwhile, 'item')} came meanwhile.`}`
    : away && meanwhile > 0
      ? `${plural(meanwhile, 'item')} more came. They appear at the top.`
      : source.interactionsPerSecond > mostShown
        ? `Newest first. More comes than a screen can show: up to ${mostShown} a second are shown.`
        : 'Newest first, as they come in.';

  return (
    <section aria-label="The newest interactions" className={classes.tail}>
      <div className={classes.tailHead}>
        <span role="status">{state}</span>
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => setPaused(!paused)}
          leftSection={paused ? <IconPlayerPlay size={14} aria-hidden /> : <IconPlayerPause size={14} aria-hidden />}
        >
          {paused ? 'Go on' : 'Pause'}
        </Button>
      </div>
      <DataTable
        name={`live-from-${source.name}`}
        label="Newest items"
        columns={columns}
        rows={shown}
        waiting={waiting}
        total={shown?.length}
        paging={paging}
        search={{ ...filters.text, label: 'Text of the call', placeholder: 'Any text in the call' }}
        tools={<TailFilters filters={filters} />}
        error={error}
        again={() => void refetch()}
        keyOf={({ key }) => String(key)}
        onOpen={(row) => (row.kind === 'reject' ? setParameters({ tab: 'rejected', state: 'all', reject: row.id }) : open(row.id))}
        empty={
          filters.isSet ? (
            <Nothing
              title="Nothing that came passes these filters"
              action={
                <Button variant="default" onClick={() => setParameters({})}>
                  Show everything
                </Button>
              }
            >
              What does appears here the moment it is accepted.
            </Nothing>
          ) : (
            <Nothing
              icon={<IconPlugConnected size={32} stroke={1.4} />}
              title="Listening"
              action={<Button onClick={onConnect}>Show how to connect</Button>}
            >
              {quiet} What it sends appears here the moment it is accepted.
            </Nothing>
          )
        }
      />
      <Drawer
        opened={opened !== ''}
        onClose={() => open(null)}
        position="right"
        size="xl"
        title="Interaction"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {opened !== '' && (
          <ItemPanel
            key={opened}
            id={opened}
            source={source.name}
            newer={place > 0 ? () => step(-1) : undefined}
            older={place >= 0 ? () => step(1) : undefined}
            open={open}
          />
        )}
      </Drawer>
    </section>
  );
}
