import { Group, Skeleton, Tabs } from '@mantine/core';
import { useParams } from 'react-router';
import { addresses } from '../addresses';
import { isMissing } from '../api/client';
import { EraseButton } from '../privacy/EraseButton';
import { ExportButton } from '../privacy/ExportButton';
import { useTab } from '../ui/address/useTab';
import { CopyId } from '../ui/CopyId';
import { Failed } from '../ui/Failed';
import { Figures } from '../ui/Figures';
import { count } from '../ui/format';
import { PageHeader } from '../ui/PageHeader';
import { Panel } from '../ui/Panel';
import { Raw } from '../ui/Raw';
import { Time } from '../ui/Time';
import { CustomerAside } from './CustomerAside';
import { CustomerMessages } from './CustomerMessages';
import classes from './Customers.module.css';
import { EventCounts } from './EventCounts';
import { kindInWords, nameOf } from './naming';
import { useCustomer } from './queries';
import { SegmentWhy } from './SegmentWhy';
import { Timeline } from './Timeline';

const parent = { label: 'Customers', to: addresses.customers };

export function CustomerPage() {
  const { key = '' } = useParams();
  const { data: customer, error, refetch } = useCustomer(key);
  const [tab, setTab] = useTab('timeline');

  // Whoever was erased meanwhile is not shown any more.
  if (error && (customer === undefined || isMissing(error)))
    return (
      <Failed
        error={error}
        what={`The customer ${key}`}
        again={() => void refetch()}
        back={{ label: 'All customers', to: addresses.customers }}
      />
    );

  return (
    <>
      <PageHeader
        title={customer ? nameOf(customer) : ' '}
        parent={parent}
        description={
          customer ? (
            <span className={classes.identityLine}>
              {customer.identities.map(({ kind, value }) => (
                <CopyId key={kind + value} label={kindInWords(kind)} value={value} longest={32} />
              ))}
            </span>
          ) : (
            <Skeleton h={24} w={360} mt={6} />
          )
        }
        actions={
          customer && (
            <>
              <CopyId label="Customer id" value={customer.id} />
              <Group gap="xs" wrap="nowrap">
                <ExportButton customer={customer.id} />
                <EraseButton customer={customer} />
              </Group>
            </>
          )
        }
      />
      <Figures
        label="Key figures"
        items={[
          { label: 'Interactions', word: 'interaction', value: customer && count(customer.interactions) },
          { label: 'Segments', word: 'segment', value: customer && count(customer.memberships.length) },
          {
            label: 'Journeys in flight',
            word: 'enrolment',
            value: customer && count(customer.journeys.filter(({ state }) => state === 'active').length),
          },
          { label: 'First seen', value: customer && <Time at={customer.firstSeen} /> },
          { label: 'Last seen', value: customer && <Time at={customer.lastSeen} /> },
        ]}
      />
      <div className={classes.columns}>
        <Tabs value={tab} onChange={setTab} keepMounted={false}>
          <Tabs.List mb="md">
            <Tabs.Tab value="timeline">Timeline</Tabs.Tab>
            <Tabs.Tab value="segments">Segments</Tabs.Tab>
            <Tabs.Tab value="messages">Messages</Tabs.Tab>
            <Tabs.Tab value="events">Events</Tabs.Tab>
            <Tabs.Tab value="raw">Raw</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="timeline">
            <Timeline customerKey={key} />
          </Tabs.Panel>
          <Tabs.Panel value="segments">{customer && <SegmentWhy customer={customer} />}</Tabs.Panel>
          <Tabs.Panel value="messages">
            <CustomerMessages customerKey={key} />
          </Tabs.Panel>
          <Tabs.Panel value="events">
            <EventCounts events={customer?.events} />
          </Tabs.Panel>
          <Tabs.Panel value="raw">{customer && <Raw value={customer} label="The customer as JSON" />}</Tabs.Panel>
        </Tabs>
        {customer ? (
          <CustomerAside customer={customer} />
        ) : (
          <Panel title="Traits">
            <Skeleton h={160} />
          </Panel>
        )}
      </div>
    </>
  );
}
