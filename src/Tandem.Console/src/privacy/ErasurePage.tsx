import { Button, List, Skeleton, Stack } from '@mantine/core';
import { IconEraser } from '@tabler/icons-react';
import { useParams } from 'react-router';
import { addresses } from '../addresses';
import { addressOf, pathTo } from '../api/client';
import { kindInWords } from '../customers/naming';
import { CopyId } from '../ui/CopyId';
import { Failed } from '../ui/Failed';
import { Nothing } from '../ui/Nothing';
import { PageHeader } from '../ui/PageHeader';
import { Panel } from '../ui/Panel';
import { Time } from '../ui/Time';
import { ErasureState } from './ErasureState';
import { ErasureSteps } from './ErasureSteps';
import { useErasure } from './queries';

const parent = { label: 'Erasures', to: addresses.erasures };

/** One erasure: how far it is, and then its certificate. */
export function ErasurePage() {
  const { id = '' } = useParams();
  const { data: erasure, error, refetch } = useErasure(id);
  if (erasure === undefined && error)
    return (
      <Failed error={error} what="This erasure" again={() => void refetch()} back={{ label: 'All erasures', to: addresses.erasures }} />
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
  const nobody = erasure.state === 'nobody';
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
            {erasure.completedAt && !nobody && (
              <>
                Done <Time at={erasure.completedAt} />.{' '}
              </>
            )}
            {!nobody && (erasure.suppress ? 'The identities are kept out from then on.' : 'The identities may come in again.')}
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
      {nobody ? (
        <Nothing icon={<IconEraser size={32} stroke={1.4} />} title="There was nobody to be erased">
          When it was asked, no customer had this id any more. Nothing was changed.
        </Nothing>
      ) : (
        <Stack gap="md">
          <ErasureSteps erasure={erasure} />
          {erasure.identities.length > 0 && (
            <Panel title="By what the customer was known" note="HMAC-SHA256 with this workspace's key">
              <Stack gap={2} align="flex-start">
                {erasure.identities.map(({ kind, mark }) => (
                  <CopyId key={mark} label={kindInWords(kind)} value={mark} longest={48} />
                ))}
              </Stack>
            </Panel>
          )}
          <Panel title="What still holds the data">
            <List>
              {erasure.backups.map(({ id: backup, at }) => (
                <List.Item key={backup}>
                  The backup {backup} of <Time at={at} />
                </List.Item>
              ))}
              {erasure.elsewhere.map((place) => (
                <List.Item key={place}>{place}</List.Item>
              ))}
            </List>
          </Panel>
        </Stack>
      )}
    </>
  );
}
