import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { send } from '../api/client';
import type { Workspace } from '../api/types';
import { useWorkspace } from '../shell/queries';

/** Lets messages out of this machine, or keeps them in, after saying what that means. */
export function SendingSwitch() {
  const workspace = useWorkspace().data;
  const [asking, { open, close }] = useDisclosure();
  if (workspace === undefined) return null;
  return (
    <>
      <Button variant="default" onClick={open}>
        {workspace.sendingOutside ? 'Stop sending to the outside' : 'Send to the outside'}
      </Button>
      <Modal
        opened={asking}
        onClose={close}
        title={workspace.sendingOutside ? 'Stop sending to the outside?' : 'Send to the outside?'}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {workspace.smtp.configured ? <Ask workspace={workspace} onClose={close} /> : <NoServer />}
      </Modal>
    </>
  );
}

function Ask({ workspace, onClose }: { workspace: Workspace; onClose: () => void }) {
  const client = useQueryClient();
  const outside = !workspace.sendingOutside;
  const change = useMutation({
    mutationFn: () => send<Workspace>('PUT', '/workspace/sending', { outside }),
    onSuccess: (changed) => {
      client.setQueryData(['workspace'], changed);
      onClose();
    },
  });
  return (
    <Stack gap="md">
      <Text>
        {outside
          ? `From now on the mails of journeys and campaigns go to real people, through ${workspace.smtp.host ?? 'the mail server'}, from ${workspace.smtp.from}. Consent and the suppression list hold as before.`
          : 'From now on mails land in this mailbox and go nowhere else. What has left already stays sent.'}
      </Text>
      {change.error && (
        <Text c="var(--broken)" role="alert">
          {change.error.message}
        </Text>
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          Leave it
        </Button>
        <Button onClick={() => change.mutate()} loading={change.isPending}>
          {outside ? 'Send to the outside' : 'Stop sending'}
        </Button>
      </Group>
    </Stack>
  );
}

function NoServer() {
  return (
    <Text>
      No mail server is set, so mails can only land in this mailbox. Set <code>TANDEM_SMTP_URL</code> and <code>TANDEM_MAIL_FROM</code>,
      start the server again and come back here.
    </Text>
  );
}
