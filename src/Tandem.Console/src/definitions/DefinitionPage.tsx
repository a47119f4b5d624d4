import { Tabs } from '@mantine/core';
import { useParams } from 'react-router';
import type { DefinitionKind } from '../api/types';
import { Chip } from '../ui/Chip';
import { Failed } from '../ui/Failed';
import { PageHeader } from '../ui/PageHeader';
import { useTab } from '../ui/address/useTab';
import { DefinitionTab } from './DefinitionTab';
import { HistoryTab } from './HistoryTab';
import { lists } from './lists';
import { useDefinition } from './queries';

/** A definition of a kind of which there is nothing to see but what it says. */
export function DefinitionPage({ kind }: { kind: DefinitionKind }) {
  const { name = '' } = useParams();
  const { data: definition, error, refetch } = useDefinition(kind, name);
  const [tab, setTab] = useTab('definition');
  const { one, label, to } = lists[kind];
  if (definition === undefined && error)
    return (
      <Failed error={error} what={`The ${one} ${name}`} again={() => void refetch()} back={{ label: `All ${label.toLowerCase()}`, to }} />
    );
  return (
    <>
      <PageHeader
        title={definition?.title ?? name}
        parent={{ label, to }}
        state={definition && <Chip tone="accent">Live, version {definition.version}</Chip>}
        description={definition?.description}
      />
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="definition">Definition</Tabs.Tab>
          <Tabs.Tab value="history">History</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="definition">
          <DefinitionTab kind={kind} name={name} />
        </Tabs.Panel>
        <Tabs.Panel value="history">
          <HistoryTab kind={kind} name={name} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
