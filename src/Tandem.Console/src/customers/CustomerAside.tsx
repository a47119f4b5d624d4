import { Anchor, Text } from '@mantine/core';
import { IconAlertTriangle, IconBan, IconCheck } from '@tabler/icons-react';
import { Fragment, type ReactNode } from 'react';
import { Link } from 'react-router';
import { addresses } from '../addresses';
import type { Customer } from '../api/types';
import { useParameter } from '../ui/address/useParameter';
import { Chip } from '../ui/Chip';
import { listed } from '../ui/chart/ChartDownload';
import { ChartPanel } from '../ui/chart/ChartPanel';
import { CopyId } from '../ui/CopyId';
import { decimal } from '../ui/format';
import { Panel } from '../ui/Panel';
import { Time } from '../ui/Time';
import classes from './Customers.module.css';
import { kindInWords } from './naming';
import { TraitHistory } from './TraitHistory';
import { plainTrait } from './plainTrait';
import { TraitValue } from './TraitValue';
import { UndoMerge } from './UndoMerge';

/** What is known about a customer, beside the timeline: each fact with its source and time. */
export function CustomerAside({ customer }: { customer: Customer }) {
  const { memberships, traitDetails, consents, journeys, campaigns, accounts, conflicts, mergedFrom } = customer;
  const [trait, setTrait] = useParameter('trait');
  return (
    <aside className={classes.aside} aria-label="What is known">
      {conflicts.length > 0 && (
        <Panel title="Kept apart">
          {conflicts.map((conflict) => (
            <Text key={conflict.identity + conflict.at} size="sm">
              <IconAlertTriangle size={14} aria-hidden /> {conflict.identity}: {conflict.reason} <Origin at={conflict.at} />
            </Text>
          ))}
        </Panel>
      )}
      <Panel title="Segments" word="segment">
        <Facts
          none="In no segment now."
          rows={memberships.map(({ segment, since }) => [
            segment,
            <Anchor key="segment" component={Link} to={addresses.segment(segment)} size="sm">
              {segment}
            </Anchor>,
            <span key="since">
              since <Time at={since} />
            </span>,
          ])}
        />
      </Panel>
      <ChartPanel
        title="Traits"
        word="trait"
        data={{
          name: `traits-of-${customer.id}`,
          columns: ['trait', 'value', 'source', 'at'],
          rows: () => traitDetails.map(({ name, value, source, at }) => [name, plainTrait(value), source, at]),
          words: listed,
        }}
      >
        <Facts
          none="No trait yet. They come with identify calls."
          rows={traitDetails.map(({ name, value, source, at }) => [
            name,
            <Anchor
              key="name"
              component="button"
              size="sm"
              onClick={() => setTrait(name)}
              aria-haspopup="dialog"
              title={`What ${name} was before`}
            >
              {name}
            </Anchor>,
            <div key="value">
              <TraitValue value={value} />
              <Origin source={source} at={at} />
            </div>,
          ])}
        />
      </ChartPanel>
      <Panel title="Consents" word="contact policy">
        <Facts
          none="None given or withdrawn, so marketing messages are withheld."
          rows={consents.map(({ channel, granted, source, at }) => [
            channel,
            channel,
            <div key="state">
              <Chip
                tone={granted ? 'accent' : 'neutral'}
                icon={granted ? <IconCheck size={13} aria-hidden /> : <IconBan size={13} aria-hidden />}
              >
                {granted ? 'granted' : 'withdrawn'}
              </Chip>
              <Origin source={source} at={at} />
            </div>,
          ])}
        />
      </Panel>
      {journeys.length > 0 && (
        <Panel title="Journeys" word="enrolment">
          <Facts
            rows={journeys.map(({ journey, version, step, state, since, due }) => [
              `${journey}${since}`,
              <Anchor key="journey" component={Link} to={addresses.journey(journey)} size="sm">
                {journey}
              </Anchor>,
              <div key="state">
                {state === 'active' ? (
                  <>
                    at {step ?? 'its start'}
                    {due && (
                      <>
                        , goes on <Time at={due} />
                      </>
                    )}
                  </>
                ) : (
                  state
                )}
                <span className={classes.origin}>
                  version {version}, since <Time at={since} />
                </span>
              </div>,
            ])}
          />
        </Panel>
      )}
      {campaigns.length > 0 && (
        <Panel title="Campaigns" word="arm">
          <Facts
            rows={campaigns.map(({ campaign, arm, assignedAt, goals }) => [
              campaign,
              <Anchor key="campaign" component={Link} to={addresses.campaign(campaign)} size="sm">
                {campaign}
              </Anchor>,
              <div key="arm">
                arm {arm}
                <Origin at={assignedAt} />
                {goals.map((goal) => (
                  <span key={goal.goal + goal.at} className={classes.origin}>
                    {goal.goal} reached <Time at={goal.at} />
                    {goal.value !== 0 && goal.value !== 1 && `, worth ${decimal(goal.value, 2)}`}
                  </span>
                ))}
              </div>,
            ])}
          />
        </Panel>
      )}
      {accounts.length > 0 && (
        <Panel title="Accounts" word="account">
          {accounts.map(({ id, groupId }) => (
            <div key={id}>
              <Anchor component={Link} to={addresses.account(groupId)}>
                {groupId}
              </Anchor>
            </div>
          ))}
        </Panel>
      )}
      {mergedFrom.length > 0 && (
        <Panel title="Joined from">
          <Facts
            rows={mergedFrom.map(({ id, at, identities }) => [
              id,
              <Fragment key="who">
                {identities.map(({ kind, value }) => (
                  <div key={kind + value} title={kindInWords(kind)} className={classes.who}>
                    {value}
                  </div>
                ))}
                <CopyId value={id} />
              </Fragment>,
              <>
                <Time at={at} /> <UndoMerge customer={customer.id} merged={id} name={identities[0]?.value ?? id} />
              </>,
            ])}
          />
        </Panel>
      )}
      <TraitHistory
        customer={customer.id}
        joined={mergedFrom.length > 0}
        trait={trait === '' ? null : trait}
        onClose={() => setTrait(null)}
      />
    </aside>
  );
}

function Facts({ rows, none }: { rows: [key: string, name: ReactNode, value: ReactNode][]; none?: string }) {
  if (rows.length === 0)
    return (
      <Text c="dimmed" size="sm">
        {none}
      </Text>
    );
  return (
    <table className={classes.facts}>
      <tbody>
        {rows.map(([key, name, value]) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const Origin = ({ source, at }: { source?: string; at: string }) => (
  <span className={classes.origin}>
    {source && `${source}, `}
    <Time at={at} />
  </span>
);
