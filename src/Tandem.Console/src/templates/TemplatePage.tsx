import { Tabs } from '@mantine/core';
import { useParams } from 'react-router';
import { DefinitionTab } from '../definitions/DefinitionTab';
import { HistoryTab } from '../definitions/HistoryTab';
import { useDefinition } from '../definitions/queries';
import { Chip } from '../ui/Chip';
import { Failed } from '../ui/Failed';
import { PageHeader } from '../ui/PageHeader';
import { useTab } from '../ui/useTab';

const parent = { label: 'Templates', to: '/messages/templates' };

export function TemplatePage() {
  const { name = '' } = useParams();
  const { data: template, error, refetch } = useDefinition('template', name);
  const [tab, setTab] = useTab('definition');
  if (template === undefined && error)
    return (
      <Failed
        error={error}
        what={`The template ${name}`}
        again={() => void refetch()}
        back={{ label: 'All templates', to: '/messages/templates' }}
      />
    );
  return (
    <>
      <PageHeader
        title={template?.title ?? name}
        parent={parent}
        state={template && <Chip tone="accent">Live, version {template.version}</Chip>}
        description={template?.description}
      />
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="definition">Definition</Tabs.Tab>
          <Tabs.Tab value="history">History</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="definition">
          <DefinitionTab kind="template" name={name} />
        </Tabs.Panel>
        <Tabs.Panel value="history">
          <HistoryTab kind="template" name={name} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
