import { Button, Group, Stack } from '@mantine/core';
import { useRef } from 'react';
import { RequestFailed } from '../api/client';
import type { RejectCheck, RejectDetail } from '../api/types';
import { Problems } from '../definitions/Problems';
import { YamlEditor } from '../definitions/YamlEditor';
import { exactTime } from '../ui/format';
import { CopyCode } from '../ui/Raw';
import { useCheckReject, useSendReject } from './queries';
import classes from './Sources.module.css';

/** An item's text to be put right: the server says what is still wrong, and takes it when nothing is. */
export function Mending({ source, detail }: { source: string; detail: RejectDetail }) {
  const text = useRef(detail.text);
  const check = useCheckReject(source, detail.item.id);
  const send = useSendReject(source, detail.item.id);
  const refused = send.error instanceof RequestFailed ? send.error.problems : undefined;
  const faults = refused ?? check.data?.faults ?? detail.faults;
  const busy = check.isPending || send.isPending;

  const onCheck = () => {
    send.reset();
    check.mutate(text.current);
  };
  const onSend = () => {
    check.reset();
    send.mutate(text.current);
  };

  return (
    <Stack gap="sm">
      <Problems problems={faults} />
      {check.data && faults.length === 0 && <Reads reads={check.data.reads} />}
      {(check.error ?? (refused === undefined ? send.error : null)) && (
        <p role="alert" className={classes.failed}>
          The server did not answer as it should: {(check.error ?? send.error)?.message}
        </p>
      )}
      <div
        className={classes.editor}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            onCheck();
          }
        }}
      >
        <CopyCode text={detail.item.body} label="the item as it was sent" />
        <YamlEditor text={detail.text} onChange={(changed) => (text.current = changed)} problems={faults} label="The item" />
      </div>
      <Group justify="flex-end" gap="xs">
        <span className={classes.hint}>Ctrl Enter checks</span>
        <Button variant="default" onClick={onCheck} loading={check.isPending} disabled={busy}>
          Check
        </Button>
        <Button onClick={onSend} loading={send.isPending} disabled={busy}>
          Send again
        </Button>
      </Group>
    </Stack>
  );
}

/** What the item would be, once it can be taken. */
const Reads = ({ reads }: { reads: RejectCheck['reads'] }) => (
  <div role="status" className={classes.done}>
    <span>Nothing is wrong any more.</span>
    {reads.map(({ type, name, identities, messageId, timestamp }) => (
      <span key={messageId}>
        {type} {name && <b>{name}</b>} of {identities.map(({ kind, value }) => `${kind} ${value}`).join(', ')}, as of {exactTime(timestamp)}
      </span>
    ))}
  </div>
);
