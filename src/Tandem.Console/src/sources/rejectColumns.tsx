import type { Reject } from '../api/types';
import { Chip } from '../ui/Chip';
import type { Column } from '../ui/table/column';
import { ObjectCell } from '../ui/table/ObjectCell';
import { Time } from '../ui/Time';

export const rejectColumns: Column<Reject>[] = [
  {
    id: 'reason',
    label: 'What is wrong',
    width: 'minmax(0, 1fr)',
    value: ({ errors }) => errors[0]?.message ?? null,
    cell: ({ errors, mended }) => (
      <ObjectCell
        title={errors[0]?.message ?? ''}
        state={mended && <Chip>mended</Chip>}
        about={errors.length > 1 ? `and ${errors.length - 1} more` : errors[0]?.hint}
      />
    ),
  },
  { id: 'code', label: 'Code', width: '140px', wideOnly: true, extra: true, value: ({ errors }) => errors[0]?.code ?? null },
  { id: 'field', label: 'Field', width: '140px', wideOnly: true, value: ({ errors }) => errors[0]?.path ?? null },
  {
    id: 'where',
    label: 'Sent to',
    width: '140px',
    wideOnly: true,
    value: ({ endpoint, index }) => (index === null ? endpoint : `${endpoint}, item ${index + 1}`),
  },
  { id: 'when', label: 'When', width: '116px', align: 'right', wideOnly: true, value: ({ at }) => at, cell: ({ at }) => <Time at={at} /> },
];
