import { Drawer } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import type { Reject } from '../api/types';
import { Problems } from '../definitions/Problems';
import { useParameter } from '../ui/address/useParameter';
import { Nothing } from '../ui/Nothing';
import { CopyCode } from '../ui/Raw';
import type { Column } from '../ui/table/column';
import { DataTable } from '../ui/table/DataTable';
import { ObjectCell } from '../ui/table/ObjectCell';
import { usePages } from '../ui/table/usePages';
import { Time } from '../ui/Time';
import ui from '../ui/ui.module.css';
import { useRejects } from './queries';

const columns: Column<Reject>[] = [
  {
    id: 'reason',
    label: 'What is wrong',
    width: 'minmax(0, 1fr)',
    value: ({ errors }) => errors[0]?.message ?? null,
    cell: ({ errors }) => <ObjectCell title={errors[0]?.message ?? ''} about={errors[0]?.hint} />,
  },
  { id: 'code', label: 'Code', width: '140px', wideOnly: true, extra: true, value: ({ errors }) => errors[0]?.code ?? null },
  {
    id: 'where',
    label: 'Where',
    width: '140px',
    wideOnly: true,
    value: ({ endpoint, index }) => (index === null ? endpoint : `${endpoint}, item ${index + 1}`),
  },
  { id: 'when', label: 'When', width: '116px', align: 'right', value: ({ at }) => at, cell: ({ at }) => <Time at={at} /> },
];

/** What a source sent that was not taken, why, and the raw body. */
export function Rejects({ name }: { name: string }) {
  const rejects = useRejects(name);
  const { rows, paging } = usePages(rejects);
  const [open, setOpen] = useParameter('reject');
  const opened = rows?.find(({ id }) => id === open);

  return (
    <>
      <DataTable
        name={`rejected-from-${name}`}
        label="Rejected items"
        tall
        columns={columns}
        rows={rows}
        paging={paging}
        error={rejects.error}
        again={() => void rejects.refetch()}
        keyOf={({ id }) => id}
        onOpen={({ id }) => setOpen(id)}
        empty={
          <Nothing icon={<IconCircleCheck size={32} stroke={1.4} />} title="Nothing was rejected">
            An item that cannot be taken is kept here with the reason, while the good ones of its batch go through.
          </Nothing>
        }
      />
      <Drawer
        opened={opened !== undefined}
        onClose={() => setOpen(null)}
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
    </>
  );
}
