import { Button, Stack, Text } from '@mantine/core';
import { useLive } from '../api/live';
import { SendingSwitch } from '../messages/SendingSwitch';
import { PlaceTabs } from '../shell/PlaceTabs';
import { useWorkspace } from '../shell/queries';
import { useCommand } from '../shell/useCommand';
import { Failed } from '../ui/Failed';
import { Figures } from '../ui/Figures';
import { count, exactTime, speedInWords } from '../ui/format';
import { PageHeader } from '../ui/PageHeader';
import { Panel } from '../ui/Panel';

/** The workspace, sending to the outside, and this browser. */
export function SettingsPage() {
  const { data: workspace, error, refetch } = useWorkspace();
  const overview = useLive().latest?.overview;
  if (workspace === undefined && error) return <Failed error={error} what="The workspace" again={() => void refetch()} />;
  return (
    <>
      <PageHeader title="Workspace" word="workspace" description={workspace?.name} />
      <PlaceTabs />
      <Figures
        label="Key figures"
        items={[
          { label: 'Version', value: workspace?.version },
          { label: 'Ruleset', word: 'ruleset', value: overview && count(overview.ruleset) },
          {
            label: 'Clock',
            value:
              overview &&
              (overview.clock.speed !== 1 ? speedInWords(overview.clock.speed) : overview.clock.note === null ? 'real time' : 'a demo’s'),
            note: overview && exactTime(overview.clock.now),
          },
        ]}
      />
      <Stack gap="md">
        <Panel title="Sending to the outside" word="channel" actions={<SendingSwitch />}>
          <Text>
            {workspace?.sendingOutside
              ? `Mails go to real people, through ${workspace.smtp.host ?? 'SMTP'}, from ${workspace.smtp.from}.`
              : 'Off: mails land in the mailbox under Content and go nowhere else.'}
          </Text>
        </Panel>
        <Panel title="Session" actions={<SignOut />}>
          <Text>It holds in this browser until you sign out.</Text>
        </Panel>
      </Stack>
    </>
  );
}

function SignOut() {
  const run = useCommand();
  return (
    <Button variant="default" onClick={() => run({ act: 'sign-out' })}>
      Sign out
    </Button>
  );
}
