import { Table } from '@mantine/core';
import type { Erasure } from '../api/types';
import { count } from '../ui/format';
import { Panel } from '../ui/Panel';
import { Time } from '../ui/Time';

/** What was looked through so far, and how much of it was taken away. */
export function ErasureSteps({ erasure: { state, steps } }: { erasure: Erasure }) {
  return (
    <Panel title="What was done" flush>
      <Table horizontalSpacing="md" verticalSpacing="xs" aria-live="polite">
        <Table.Tbody>
          {steps.map(({ name, title, count: number, at }) => (
            <Table.Tr key={name}>
              <Table.Td>{title}</Table.Td>
              <Table.Td ta="right">{count(number)}</Table.Td>
              <Table.Td ta="right">
                <Time at={at} />
              </Table.Td>
            </Table.Tr>
          ))}
          {state === 'running' && (
            <Table.Tr>
              <Table.Td colSpan={3} c="dimmed">
                {steps.length === 0 ? 'It begins in a moment …' : 'Going on …'}
              </Table.Td>
            </Table.Tr>
          )}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}
