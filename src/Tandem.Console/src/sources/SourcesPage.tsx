import { Button, Skeleton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlugConnected, IconPlus } from '@tabler/icons-react';
import { Failed } from '../ui/Failed';
import { count, rate } from '../ui/format';
import { InlineFigures } from '../ui/InlineFigures';
import { Nothing } from '../ui/Nothing';
import { ObjectList } from '../ui/ObjectList';
import { PageHeader } from '../ui/PageHeader';
import { Time } from '../ui/Time';
import { NewSource } from './NewSource';
import { useSources } from './queries';

export function SourcesPage() {
  const { data, error, refetch } = useSources();
  const [asking, { open, close }] = useDisclosure();
  const create = (
    <Button leftSection={<IconPlus size={16} />} onClick={open}>
      New source
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Sources"
        description="Where interactions come from. Each has a write key, a live stream and a list of what was rejected."
        actions={data && data.items.length > 0 && create}
      />
      {data === undefined ? (
        error ? (
          <Failed error={error} what="The sources" again={() => void refetch()} />
        ) : (
          <Skeleton h={200} />
        )
      ) : data.items.length === 0 ? (
        <Nothing icon={<IconPlugConnected size={32} stroke={1.4} />} title="No source yet" action={create}>
          A source is a site, an app, a shop or an import. It speaks Segment’s tracking API, so that existing libraries work with a changed
          address.
        </Nothing>
      ) : (
        <ObjectList
          label="Sources"
          items={data.items}
          keyOf={(source) => source.name}
          linkTo={(source) => `/sources/${encodeURIComponent(source.name)}`}
          title={(source) => source.title || source.name}
          about={(source) =>
            source.lastReceivedAt === null ? (
              'Nothing received yet'
            ) : (
              <>
                Last received <Time at={source.lastReceivedAt} />
              </>
            )
          }
          figures={(source) => (
            <InlineFigures
              items={[
                { label: 'a second', value: rate(source.interactionsPerSecond) },
                { label: 'accepted', value: count(source.accepted) },
                { label: 'rejected', value: count(source.rejected) },
              ]}
            />
          )}
        />
      )}
      <NewSource opened={asking} onClose={close} />
    </>
  );
}
