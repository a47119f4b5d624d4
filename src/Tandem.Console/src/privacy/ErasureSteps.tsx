import type { Erasure } from '../api/types';
import { Nothing } from '../ui/Nothing';
import type { Column } from '../ui/table/column';
import { DataTable } from '../ui/table/DataTable';
import { Time } from '../ui/Time';
import classes from './Privacy.module.css';

const columns: Column<Erasure['steps'][number]>[] = [
  { id: 'step', label: 'What was done', width: 'minmax(0, 1fr)', value: ({ title }) => title },
  { id: 'count', label: 'How many', width: '96px', align: 'right', value: (step) => step.count },
  { id: 'at', label: 'When', width: '116px', align: 'right', wideOnly: true, value: ({ at }) => at, cell: ({ at }) => <Time at={at} /> },
];

/** What was looked through so far, and how much of it was taken away. */
export const ErasureSteps = ({ erasure: { id, state, steps } }: { erasure: Erasure }) => (
  <section aria-label="What was done" aria-live="polite">
    <DataTable
      name={`erasure-${id}`}
      label="Steps"
      columns={columns}
      rows={steps}
      keyOf={({ name }) => name}
      foot={state === 'running' && <p className={classes.going}>Going on …</p>}
      empty={<Nothing title="It begins in a moment …">Each place that is looked through is listed here.</Nothing>}
    />
  </section>
);
