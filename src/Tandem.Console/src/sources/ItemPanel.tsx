import { Anchor, Button, Group, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { addresses } from '../addresses';
import type { Interaction } from '../api/types';
import { kindInWords } from '../customers/naming';
import { Chip } from '../ui/Chip';
import { CopyId } from '../ui/CopyId';
import { Failed } from '../ui/Failed';
import { exactTime } from '../ui/format';
import { Raw } from '../ui/Raw';
import { RowsSkeleton } from '../ui/RowsSkeleton';
import { Changes } from './Changes';
import { OutcomeChip } from './OutcomeChip';
import { useInteraction } from './queries';
import classes from './Sources.module.css';
import { Way } from './Way';

interface Props {
  id: string;
  source: string;
  newer?: () => void;
  older?: () => void;
  open: (id: string) => void;
}

/** One interaction: what it was, its way through the engine, what it changed, and the raw thing. */
export function ItemPanel({ id, source, newer, older, open }: Props) {
  const { data, error, refetch } = useInteraction(id);
  return (
    <Stack gap="lg">
      <Group gap="xs">
        {data && <OutcomeChip outcome={data.outcome} />}
        {data && <Chip>{data.type}</Chip>}
        {data?.historical && <Chip title="It built the customer’s state and started nothing">imported past</Chip>}
        <Group gap={6} ml="auto">
          <Button variant="default" size="compact-sm" onClick={newer} disabled={newer === undefined}>
            Newer
          </Button>
          <Button variant="default" size="compact-sm" onClick={older} disabled={older === undefined}>
            Older
          </Button>
        </Group>
      </Group>
      {data ? (
        <Shown interaction={data} source={source} open={open} />
      ) : error ? (
        <Failed error={error} what="This interaction" again={() => void refetch()} />
      ) : (
        <RowsSkeleton rows={9} />
      )}
    </Stack>
  );
}

function Shown({ interaction, source, open }: { interaction: Interaction; source: string; open: (id: string) => void }) {
  const { times } = interaction;
  return (
    <>
      <div>
        <Title order={2} className={classes.itemTitle}>
          {interaction.name || interaction.type}
        </Title>
        <Group gap="md">
          <CopyId label="Message id" value={interaction.messageId} longest={32} />
          {interaction.position && <CopyId label="Position" value={interaction.position} />}
          {interaction.source !== source && <span className={classes.quiet}>from {interaction.source}</span>}
        </Group>
      </div>
      <Part title="Its way through the engine">
        <Way steps={interaction.way} open={open} />
      </Part>
      <Part title="What it changed">
        <Changes changes={interaction.changes} outcome={interaction.outcome} />
      </Part>
      <Part title="Who it was">
        <dl className={classes.facts}>
          {interaction.identities.map(({ kind, value, customer, name }) => (
            <div key={kind + value}>
              <dt>{kindInWords(kind)}</dt>
              <dd>
                <CopyId value={value} longest={32} />{' '}
                {customer ? (
                  <Anchor component={Link} to={addresses.customer(customer)} size="sm">
                    {name ?? 'Open the customer'}
                  </Anchor>
                ) : (
                  <span className={classes.quiet}>nobody’s</span>
                )}
              </dd>
            </div>
          ))}
        </dl>
      </Part>
      <Part title="When">
        <dl className={classes.facts}>
          <Moment label="Counts as of" at={times.timestamp} />
          <Moment label="The call says" at={times.said} none="nothing" />
          <Moment label="Sent" at={times.sentAt} none="not said" />
          <Moment label="Received" at={times.receivedAt} />
          <Moment label="Accepted" at={times.acceptedAt} none="not yet" />
        </dl>
        <p className={classes.note}>{times.explanation}</p>
      </Part>
      <Part title="The raw interaction">
        <Raw value={interaction.body} label="The raw interaction" />
      </Part>
    </>
  );
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section aria-label={title}>
    <Title order={3} className={classes.partTitle}>
      {title}
    </Title>
    {children}
  </section>
);

const Moment = ({ label, at, none }: { label: string; at: string | null; none?: string }) => (
  <div>
    <dt>{label}</dt>
    <dd>{at ? <time dateTime={at}>{preciseTime(at)}</time> : <span className={classes.quiet}>{none}</span>}</dd>
  </div>
);

/** With milliseconds: clocks differ by little. */
const preciseTime = (iso: string) => `${exactTime(iso)}.${String(new Date(iso).getMilliseconds()).padStart(3, '0')}`;
