import { Skeleton, Tabs } from '@mantine/core';
import { useParams } from 'react-router';
import { addresses } from '../addresses';
import { DefinitionTab } from '../definitions/DefinitionTab';
import { HistoryTab } from '../definitions/HistoryTab';
import { ChartPanel } from '../ui/chart/ChartPanel';
import { Chip } from '../ui/Chip';
import { Failed } from '../ui/Failed';
import { Figures } from '../ui/Figures';
import { count } from '../ui/format';
import { PageHeader } from '../ui/PageHeader';
import { useTab } from '../ui/address/useTab';
import { journeyData } from './journeyData';
import { JourneyPicture } from './JourneyPicture';
import { useJourney } from './queries';

export function JourneyPage() {
  const { name = '' } = useParams();
  const { data: journey, error, refetch } = useJourney(name);
  const [tab, setTab] = useTab('steps');

  if (journey === undefined && error)
    return (
      <Failed
        error={error}
        what={`The journey ${name}`}
        again={() => void refetch()}
        back={{ label: 'All journeys', to: addresses.journeys }}
      />
    );

  return (
    <>
      <PageHeader
        title={journey?.title ?? name}
        parent={{ label: 'Journeys', to: addresses.journeys }}
        state={journey && <Chip tone="accent">Live, version {journey.version}</Chip>}
      />
      <Figures
        label="Key figures"
        items={[
          { label: 'Started', value: journey && count(journey.started) },
          { label: 'In flight', word: 'enrolment', value: journey && count(journey.active) },
          { label: 'Completed', value: journey && count(journey.completed) },
        ]}
      />
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="steps">Steps</Tabs.Tab>
          <Tabs.Tab value="definition">Definition</Tabs.Tab>
          <Tabs.Tab value="history">History</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="steps">
          {journey ? (
            <ChartPanel title="Steps" word="journey" note="who came by, and who is there now" data={journeyData(journey)}>
              <JourneyPicture journey={journey} />
            </ChartPanel>
          ) : (
            <Skeleton h={360} />
          )}
        </Tabs.Panel>
        <Tabs.Panel value="definition">
          <DefinitionTab kind="journey" name={name} />
        </Tabs.Panel>
        <Tabs.Panel value="history">
          <HistoryTab kind="journey" name={name} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
