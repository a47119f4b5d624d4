import { Button, Skeleton } from '@mantine/core';
import { IconPlus, IconRoute } from '@tabler/icons-react';
import { Link } from 'react-router';
import { Failed } from '../ui/Failed';
import { count } from '../ui/format';
import { InlineFigures } from '../ui/InlineFigures';
import { Nothing } from '../ui/Nothing';
import { ObjectList } from '../ui/ObjectList';
import { PageHeader } from '../ui/PageHeader';
import { useJourneys } from './queries';

const create = (
  <Button component={Link} to="/new/journey" leftSection={<IconPlus size={16} />}>
    New journey
  </Button>
);

export function JourneysPage() {
  const { data, error, refetch } = useJourneys();
  return (
    <>
      <PageHeader
        title="Journeys"
        description="Steps that customers walk after an event, or after entering a segment."
        actions={data && data.items.length > 0 && create}
      />
      {data === undefined ? (
        error ? (
          <Failed error={error} what="The journeys" again={() => void refetch()} />
        ) : (
          <Skeleton h={200} />
        )
      ) : data.items.length === 0 ? (
        <Nothing icon={<IconRoute size={32} stroke={1.4} />} title="No journey yet" action={create}>
          A journey starts for a customer with an event or on entering a segment; then it waits, branches on an expression and sends
          messages.
        </Nothing>
      ) : (
        <ObjectList
          label="Journeys"
          items={data.items}
          keyOf={(journey) => journey.name}
          linkTo={(journey) => `/journeys/${encodeURIComponent(journey.name)}`}
          title={(journey) => journey.title}
          about={(journey) => `Starts with: ${journey.trigger}`}
          figures={(journey) => (
            <InlineFigures
              items={[
                { label: 'started', value: count(journey.started) },
                { label: 'in flight', value: count(journey.active) },
                { label: 'completed', value: count(journey.completed) },
              ]}
            />
          )}
        />
      )}
    </>
  );
}
