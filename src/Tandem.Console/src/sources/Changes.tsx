import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import { addresses } from '../addresses';
import type { InteractionChanges } from '../api/types';
import { Chip } from '../ui/Chip';
import { exactTime } from '../ui/format';
import classes from './Sources.module.css';

type Change = InteractionChanges['items'][number];

const pages: Record<string, (subject: string) => string> = {
  segment: addresses.segment,
  journey: addresses.journey,
  campaign: addresses.campaign,
  message: addresses.message,
};
const inJson = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** What followed from an interaction: traits, segments, journeys, campaigns, messages, identities. */
export function Changes({ changes, outcome }: { changes: InteractionChanges | null; outcome: string }) {
  if (changes === null)
    return (
      <Text c="dimmed" size="sm">
        {outcome === 'waiting' || outcome === 'forwarded'
          ? 'Nothing yet: it is not folded.'
          : 'Nothing: it was not folded into a customer.'}
      </Text>
    );
  return (
    <>
      {changes.traits.length > 0 && (
        <dl className={classes.facts}>
          {changes.traits.map(({ name, said, holds, now }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                {said === null ? <span className={classes.quiet}>taken away</span> : <code>{inJson(said)}</code>}{' '}
                {holds ? (
                  <Chip>holds now</Chip>
                ) : (
                  <span className={classes.quiet}>
                    {now ? `now ${inJson(now.value)}, from ${now.source}, ${exactTime(now.at)}` : 'now there is none'}
                  </span>
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {changes.items.length > 0 && (
        <ul className={classes.changes}>
          {changes.items.map((change, index) => (
            <li key={index}>
              <Chip>{change.kind}</Chip> <Title change={change} />
              {change.isDue && <span className={classes.quiet}> was due before it came</span>}
            </li>
          ))}
        </ul>
      )}
      {changes.traits.length === 0 && changes.items.length === 0 && (
        <Text c="dimmed" size="sm">
          It is part of the customer’s history and figures. No segment, journey or message followed from it.
        </Text>
      )}
    </>
  );
}

function Title({ change }: { change: Change }) {
  const page = pages[change.kind];
  if (page === undefined) return <span>{change.title}</span>;
  return (
    <Anchor component={Link} to={page(change.subject)} size="sm">
      {change.title}
    </Anchor>
  );
}
