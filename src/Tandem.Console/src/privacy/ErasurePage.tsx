import { Button, List, Skeleton, Table, Text } from '@mantine/core';
import { useParams } from 'react-router';
import { addressOf, pathTo } from '../api/client';
import { CopyId } from '../ui/CopyId';
import { Failed } from '../ui/Failed';
import { count } from '../ui/format';
import { PageHeader } from '../ui/PageHeader';
import { Panel } from '../ui/Panel';
import { Time } from '../ui/Time';
import { ErasureState } from './ErasureState';
import { useErasure } from './queries';

const parent = { label: 'Erasures', to: '/customers/erasures' };

/** One erasure: how far it is, and then its certificate. */
export function ErasurePage() {
  const { id = '' } = useParams();
  const { data: erasure, error, refetch } = useErasure(id);
  if (erasure === undefined && error)
    return (
      <Failed error={error} what="This erasure" again={() => void refetch()} back={{ label: 'All erasures', to: '/customers/erasures' }} />
    );
  if (erasure === undefined)
    return (
      <>
        <PageHeader title="Erasure" parent={parent} />
        <Panel title="What was done">
          <Skeleton h={160} />
        </Panel>
      </>
    );
  const running = erasure.state === 'running';
  return (
    <>
      <PageHeader
        title={running ? 'Erasure under way' : 'Certificate of erasure'}
        parent={parent}
        state={<ErasureState state={erasure.state} />}
        description={
          <>
            Asked <Time at={erasure.askedAt} /> by {erasure.by}
            {erasure.reason !== '' && `: ${erasure.reason}`}.{' '}
            {erasure.suppress ? 'The identities are kept out from then on.' : 'The identities may come in again.'}
          </>
        }
        actions={
          <>
            <CopyId label="Customer id" value={erasure.customerId} />
            {!running && (
              <Button variant="default" component="a" href={addressOf(pathTo('erasures', erasure.id, 'text'))} target="_blank">
                Print
              </Button>
            )}
          </>
        }
      />
      <Panel title="What was done" flush>
        <Table horizontalSpacing="md" verticalSpacing="xs" aria-live="polite">
          <Table.Tbody>
            {erasure.steps.map(({ name, title, count: number, at }) => (
              <Table.Tr key={name}>
                <Table.Td>{title}</Table.Td>
                <Table.Td ta="right">{count(number)}</Table.Td>
                <Table.Td ta="right">
                  <Time at={at} />
                </Table.Td>
              </Table.Tr>
            ))}
            {running && (
              <Table.Tr>
                <Table.Td colSpan={3} c="dimmed">
                  Going on …
                </Table.Td>
              </Table.Tr>
            )}
          </Table.Tbody>
        </Table>
      </Panel>
      <Panel title="By what the customer was known" note="HMAC-SHA256 with this workspace's key">
        {erasure.identities.map(({ kind, mark }) => (
          <CopyId key={mark} label={kind} value={mark} longest={48} />
        ))}
      </Panel>
      <Panel title="What still holds the data">
        {erasure.backups.length > 0 && (
          <List>
            {erasure.backups.map(({ id: backup, at }) => (
              <List.Item key={backup}>
                The backup {backup} of <Time at={at} />
              </List.Item>
            ))}
          </List>
        )}
        <Text c="dimmed">
          Copies of the data folder that somebody made by hand before, and interactions of other customers that show one of these
          identities.
        </Text>
      </Panel>
    </>
  );
}
