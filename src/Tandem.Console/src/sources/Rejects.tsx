import { Button, Checkbox, Drawer } from '@mantine/core';
import { IconCircleCheck, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import type { RejectSent } from '../api/types';
import { plural } from '../ui/format';
import { Nothing } from '../ui/Nothing';
import { DataTable } from '../ui/table/DataTable';
import { usePages } from '../ui/table/usePages';
import { useReasons, useRejects, useSendRejects } from './queries';
import { rejectColumns } from './rejectColumns';
import { RejectFilters, useRejectFilters } from './RejectFilters';
import { RejectPanel } from './RejectPanel';
import classes from './Sources.module.css';
import { useOpened } from './useOpened';

/** As many as the server sends at once. */
const most = 200;

/** What a source sent that was not taken and why: to be mended and sent again, one by one or several at once. */
export function Rejects({ name }: { name: string }) {
  const filters = useRejectFilters();
  const rejects = useRejects(name, filters.filter);
  const reasons = useReasons(name);
  const { rows, paging } = usePages(rejects);
  const [opened, open] = useOpened('reject');
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const sending = useSendRejects(name);

  const here = rows?.filter(({ mended }) => mended === null).map(({ id }) => id) ?? [];
  const picked = here.filter((id) => chosen.has(id)).slice(0, most);
  const all = here.slice(0, most);
  const sendAgain = () => sending.mutate(picked, { onSuccess: () => choose(new Set()) });
  const isFiltered = filters.fault !== '' || filters.text.search !== '' || filters.state !== 'open';

  return (
    <>
      {rows !== undefined && here.length > 0 && (
        <div className={classes.chosen}>
          <Checkbox
            size="xs"
            label={picked.length === 0 ? `Choose the ${plural(all.length, 'open item')} shown` : `${plural(picked.length, 'item')} chosen`}
            checked={picked.length > 0 && picked.length === all.length}
            indeterminate={picked.length > 0 && picked.length < all.length}
            onChange={() => choose(picked.length === all.length ? new Set() : new Set(all))}
          />
          <Button
            size="compact-sm"
            leftSection={<IconSend size={14} aria-hidden />}
            disabled={picked.length === 0}
            loading={sending.isPending}
            onClick={sendAgain}
          >
            Send again as they are
          </Button>
        </div>
      )}
      {(sending.data || sending.error) && <Sent results={sending.data?.items} error={sending.error} />}
      <DataTable
        name={`rejected-from-${name}`}
        label="Rejected items"
        tall
        columns={rejectColumns}
        rows={rows}
        waiting={rejects.isPlaceholderData}
        paging={paging}
        search={{ ...filters.text, label: 'Search rejected items', placeholder: 'Text of the item' }}
        tools={<RejectFilters filters={filters} reasons={reasons.data?.items} />}
        error={rejects.error}
        again={() => void rejects.refetch()}
        keyOf={({ id }) => id}
        onOpen={({ id }) => open(id)}
        actions={({ id, mended, errors }) =>
          mended === null && (
            <Checkbox
              size="xs"
              aria-label={`Choose: ${errors[0]?.message ?? id}`}
              checked={chosen.has(id)}
              onChange={(event) => {
                const next = new Set(chosen);
                if (event.currentTarget.checked) next.add(id);
                else next.delete(id);
                choose(next);
              }}
            />
          )
        }
        empty={
          isFiltered ? (
            <Nothing title="No rejected item is like this">Choose another state or another fault above.</Nothing>
          ) : (
            <Nothing icon={<IconCircleCheck size={32} stroke={1.4} />} title="Nothing is rejected and open">
              An item that cannot be taken is kept here with the reason, while the good ones of its batch go through. Mend it, and send it
              again.
            </Nothing>
          )
        }
      />
      <Drawer
        opened={opened !== ''}
        onClose={() => open(null)}
        position="right"
        size="xl"
        title="Rejected item"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {opened !== '' && <RejectPanel key={opened} source={name} id={opened} />}
      </Drawer>
    </>
  );
}

/** What became of several that were sent again. */
function Sent({ results, error }: { results?: RejectSent[]; error: Error | null }) {
  if (error)
    return (
      <p role="alert" className={classes.failed}>
        They could not be sent: {error.message}
      </p>
    );
  const went = results?.filter(({ mended }) => mended !== null).length ?? 0;
  const stay = (results?.length ?? 0) - went;
  return (
    <p role="status" className={classes.note}>
      {went > 0 && `${plural(went, 'item')} went in. `}
      {stay > 0 &&
        `${plural(stay, 'item')} cannot go in as they are: ${results?.find(({ mended }) => mended === null)?.errors[0]?.message}`}
    </p>
  );
}
