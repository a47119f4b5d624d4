import { Skeleton, Tabs } from '@mantine/core';
import { useParams } from 'react-router';
import { addresses } from '../addresses';
import { CopyId } from '../ui/CopyId';
import { Failed } from '../ui/Failed';
import { Figures } from '../ui/Figures';
import { count, rate } from '../ui/format';
import { PageHeader } from '../ui/PageHeader';
import { RowsSkeleton } from '../ui/RowsSkeleton';
import { Time } from '../ui/Time';
import { useTab } from '../ui/address/useTab';
import { ChannelField } from './ChannelField';
import { Connect } from './Connect';
import { LiveTail } from './LiveTail';
import { Rejects } from './Rejects';
import { useSource } from './queries';

export function SourcePage() {
  const { name = '' } = useParams();
  const { data: source, error, refetch } = useSource(name);
  const [tab, setTab] = useTab('live');

  if (source === undefined && error)
    return (
      <Failed
        error={error}
        what={`The source ${name}`}
        again={() => void refetch()}
        back={{ label: 'All sources', to: addresses.sources }}
      />
    );

  return (
    <>
      <PageHeader
        title={source ? source.title || source.name : name}
        parent={{ label: 'Sources', to: addresses.sources }}
        actions={
          source && (
            <>
              <ChannelField source={source} />
              <CopyId label="Write key" value={source.writeKey} longest={28} />
            </>
          )
        }
      />
      <Figures
        label="Key figures"
        items={[
          { label: 'Interactions a second', word: 'interaction', value: source && rate(source.interactionsPerSecond) },
          { label: 'Accepted', value: source && count(source.accepted) },
          {
            label: 'Rejected and open',
            value: source && count(source.openRejects),
            tone: source && source.openRejects > 0 ? 'broken' : undefined,
            note: source && source.rejected > source.openRejects ? `of ${count(source.rejected)} rejected` : undefined,
          },
          { label: 'Last received', value: source && (source.lastReceivedAt === null ? null : <Time at={source.lastReceivedAt} />) },
        ]}
      />
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="live">Live</Tabs.Tab>
          <Tabs.Tab value="rejected">Rejected</Tabs.Tab>
          <Tabs.Tab value="connect">Connect</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="live">
          {source ? <LiveTail source={source} onConnect={() => setTab('connect')} /> : <RowsSkeleton rows={8} />}
        </Tabs.Panel>
        <Tabs.Panel value="rejected">
          <Rejects name={name} />
        </Tabs.Panel>
        <Tabs.Panel value="connect">{source ? <Connect source={source} /> : <Skeleton h={240} />}</Tabs.Panel>
      </Tabs>
    </>
  );
}
