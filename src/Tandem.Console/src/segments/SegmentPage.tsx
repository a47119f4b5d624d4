import { Tabs } from '@mantine/core';
import { useParams } from 'react-router';
import { addresses } from '../addresses';
import { DefinitionTab } from '../definitions/DefinitionTab';
import { HistoryTab } from '../definitions/HistoryTab';
import { Chip } from '../ui/Chip';
import { Expression } from '../ui/Expression';
import { Failed } from '../ui/Failed';
import { Figures } from '../ui/Figures';
import { count, percent } from '../ui/format';
import { PageHeader } from '../ui/PageHeader';
import { Panel } from '../ui/Panel';
import { Time } from '../ui/Time';
import { useTab } from '../ui/address/useTab';
import { Members } from './Members';
import { useSegment } from './queries';
import { Sizes } from './Sizes';

export function SegmentPage() {
  const { name = '' } = useParams();
  const { data: segment, error, refetch } = useSegment(name);
  const [tab, setTab] = useTab('members');

  if (segment === undefined && error)
    return (
      <Failed
        error={error}
        what={`The segment ${name}`}
        again={() => void refetch()}
        back={{ label: 'All segments', to: addresses.segments }}
      />
    );

  return (
    <>
      <PageHeader
        title={segment?.title ?? name}
        parent={{ label: 'Segments', to: addresses.segments }}
        state={
          segment &&
          (segment.evaluated < 1 ? (
            <Chip tone="waits">{percent(segment.evaluated, 0)} of customers looked at</Chip>
          ) : (
            <Chip tone="accent">Live</Chip>
          ))
        }
        description={segment?.description}
      />
      <Figures
        label="Key figures"
        items={[
          {
            label: 'Members now',
            word: 'segment',
            value: segment && count(segment.count),
            note: segment && segment.evaluated < 1 ? 'so far' : undefined,
          },
          {
            label: 'Share of customers',
            value: segment && (segment.customers > 0 ? percent(segment.count / segment.customers) : null),
            note: segment && `of ${count(segment.customers)}`,
          },
          ...(segment?.since ? [{ label: 'Past known from', value: <Time at={segment.since} /> }] : []),
          ...(segment && segment.errors > 0
            ? [{ label: 'Missing data', value: count(segment.errors), note: 'times, each counted as no' }]
            : []),
          { label: 'Version', word: 'definition', value: segment && count(segment.definitionVersion) },
          { label: 'Changed', value: segment && <Time at={segment.updatedAt} /> },
        ]}
      />
      <Panel title="A customer is in it while this holds">{segment && <Expression text={segment.expression} />}</Panel>
      <Tabs value={tab} onChange={setTab} keepMounted={false} mt="lg">
        <Tabs.List mb="md">
          <Tabs.Tab value="members">Members</Tabs.Tab>
          <Tabs.Tab value="size">Size over time</Tabs.Tab>
          <Tabs.Tab value="definition">Definition</Tabs.Tab>
          <Tabs.Tab value="history">History</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="members">
          <Members name={name} total={segment?.count} />
        </Tabs.Panel>
        <Tabs.Panel value="size">
          <Sizes name={name} title={segment?.title ?? name} />
        </Tabs.Panel>
        <Tabs.Panel value="definition">
          <DefinitionTab kind="segment" name={name} />
        </Tabs.Panel>
        <Tabs.Panel value="history">
          <HistoryTab kind="segment" name={name} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
