import { Button } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { RequestFailed } from '../api/client';
import { Failed } from '../ui/Failed';
import { Nothing } from '../ui/Nothing';
import { Panel } from '../ui/Panel';
import { RowsSkeleton } from '../ui/RowsSkeleton';
import classes from './Design.module.css';

/** Nothing there, on its way, broken, missing, not allowed. */
export function States() {
  return (
    <div className={classes.pair}>
      <Panel title="Empty">
        <Nothing icon={<IconUsersGroup size={32} stroke={1.4} />} title="No segment yet" action={<Button>New segment</Button>}>
          A segment is an expression over traits and events. Its members are kept up to date.
        </Nothing>
      </Panel>
      <Panel title="On its way" flush>
        <RowsSkeleton rows={4} busy={false} />
      </Panel>
      <Panel title="Broken">
        <Failed error={new TypeError('Failed to fetch')} what="The segments" again={() => {}} />
      </Panel>
      <Panel title="Not here">
        <Failed
          error={
            new RequestFailed(404, [{ code: 'unknown_segment', message: 'There is no segment lapsin.', hint: 'Did you mean lapsing?' }])
          }
          what="The segment lapsin"
          back={{ label: 'All segments', to: '/audiences' }}
        />
      </Panel>
      <Panel title="No permission">
        <Failed
          error={
            new RequestFailed(403, [{ code: 'forbidden', message: 'Only IT may see write keys.', hint: 'Ask somebody of that side.' }])
          }
          what="The write key"
          back={{ label: 'All sources', to: '/stack' }}
        />
      </Panel>
    </div>
  );
}
