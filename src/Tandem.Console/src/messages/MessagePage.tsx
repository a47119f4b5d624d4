import { Alert, Anchor, Skeleton, Tabs } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { addresses } from '../addresses';
import { CopyId } from '../ui/CopyId';
import { Failed } from '../ui/Failed';
import { Nothing } from '../ui/Nothing';
import { PageHeader } from '../ui/PageHeader';
import { Panel } from '../ui/Panel';
import { Time } from '../ui/Time';
import { TimedText } from '../ui/TimedText';
import { Headers } from './Headers';
import { MailFrame } from './MailFrame';
import classes from './Messages.module.css';
import { useMessage } from './queries';
import { StatusChip } from './StatusChip';

const parent = { label: 'Messages', to: addresses.messages };

export function MessagePage() {
  const { id = '' } = useParams();
  const { data: message, error, refetch } = useMessage(id);
  if (message === undefined) {
    if (error)
      return (
        <Failed error={error} what="The message" again={() => void refetch()} back={{ label: 'All messages', to: addresses.messages }} />
      );
    return (
      <>
        <PageHeader title="Message" parent={parent} />
        <Skeleton h={480} />
      </>
    );
  }

  const held = message.status !== 'sent' && message.statusDetail !== null;
  return (
    <>
      <PageHeader
        title={message.subject ?? `${message.template}, not rendered`}
        parent={parent}
        state={<StatusChip status={message.status} />}
        actions={<CopyId label="Message id" value={message.id} />}
      />
      {held && <Alert variant="default" mb="md" icon={<IconAlertTriangle size={18} />} title={message.statusDetail} />}
      <div className={classes.columns}>
        <Panel
          title="Mail"
          flush
          note={message.outside ? 'sent to the outside' : message.status === 'sent' ? 'in the embedded mailbox only' : undefined}
        >
          <Tabs defaultValue={message.html === null && message.text !== null ? 'text' : 'mail'} keepMounted={false}>
            <Tabs.List px="md">
              <Tabs.Tab value="mail">Rendered</Tabs.Tab>
              <Tabs.Tab value="text">Text</Tabs.Tab>
              <Tabs.Tab value="headers">Headers</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="mail">
              {message.html === null ? (
                <Nothing title="There is no rendered mail">{message.statusDetail ?? 'This message has text only.'}</Nothing>
              ) : (
                <MailFrame html={message.html} />
              )}
            </Tabs.Panel>
            <Tabs.Panel value="text">
              {message.text === null ? <Nothing title="There is no text part" /> : <pre className={classes.plain}>{message.text}</pre>}
            </Tabs.Panel>
            <Tabs.Panel value="headers">
              <Headers message={message} />
            </Tabs.Panel>
          </Tabs>
        </Panel>
        <div style={{ display: 'grid', gap: 16 }}>
          <Panel title={message.status === 'sent' || message.status === 'queued' ? 'Why this was sent' : 'Why it went this way'}>
            <ol className={classes.why}>
              {message.why.map((reason, index) => (
                <li key={index}>
                  <span>
                    <TimedText text={reason} />
                  </span>
                </li>
              ))}
            </ol>
          </Panel>
          <Panel title="About">
            <dl className={classes.facts}>
              <dt>To</dt>
              <dd>
                <Anchor component={Link} to={addresses.customer(message.customerId)} size="sm">
                  {message.address ?? 'the customer'}
                </Anchor>
              </dd>
              <dt>From</dt>
              <dd>{message.from ?? '–'}</dd>
              <dt>{message.origin.kind === 'journey' ? 'Journey' : 'Campaign'}</dt>
              <dd>
                <Anchor
                  component={Link}
                  to={(message.origin.kind === 'journey' ? addresses.journey : addresses.campaign)(message.origin.name)}
                  size="sm"
                  underline="always"
                >
                  {message.origin.name}
                </Anchor>
                , {message.origin.kind === 'journey' ? 'step' : 'arm'} {message.origin.step}
              </dd>
              <dt>Template</dt>
              <dd>
                <Anchor component={Link} to={addresses.template(message.template)} size="sm">
                  {message.template}
                </Anchor>
              </dd>
              <dt>When</dt>
              <dd>
                <Time at={message.at} />
              </dd>
            </dl>
          </Panel>
        </div>
      </div>
    </>
  );
}
