import { Button, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconSend } from '@tabler/icons-react';
import type { Campaign, CampaignPreview } from '../api/types';
import { useWorkspace } from '../shell/queries';
import { count, plural } from '../ui/format';
import { TypedQuestion } from '../ui/form/TypedQuestion';
import { useLaunch, usePreview } from './queries';
import { notify } from '../ui/notices/notify';

/** Starts a campaign, after it has said with numbers what that does. */
export function LaunchButton({ campaign }: { campaign: Campaign }) {
  const { data: preview } = usePreview(campaign.name);
  const [asking, { open, close }] = useDisclosure();
  return (
    <>
      <Button leftSection={<IconSend size={16} />} onClick={open} disabled={preview === undefined || preview.receives === 0}>
        Launch
      </Button>
      <Modal opened={asking} onClose={close} title={`Launch ${campaign.title}?`} size="md" closeButtonProps={{ 'aria-label': 'Close' }}>
        {preview && <Confirm campaign={campaign} preview={preview} onClose={close} />}
      </Modal>
    </>
  );
}

function Confirm({ campaign, preview, onClose }: { campaign: Campaign; preview: CampaignPreview; onClose: () => void }) {
  const launch = useLaunch(campaign.name);
  const outside = useWorkspace().data?.sendingOutside;
  const excluded = preview.excluded.reduce((sum, { count: number }) => sum + number, 0);

  const start = () =>
    launch.mutate(undefined, {
      onSuccess: () => {
        void notify({ message: `${campaign.title} is launching: ${plural(preview.receives, 'message')} on the way.` });
        onClose();
      },
    });

  return (
    <TypedQuestion
      name={campaign.name}
      to="to launch it"
      yes={`Launch to ${plural(preview.receives, 'customer')}`}
      no="Not yet"
      work={launch}
      onYes={start}
      onNo={onClose}
    >
      <Text>
        This writes to <strong>{plural(preview.receives, 'customer')}</strong>, holds back <strong>{count(preview.control)}</strong> as the
        control group and leaves out <strong>{count(excluded)}</strong>.{' '}
        {outside === false && 'Sending to the outside is off, so the mails land in the embedded mailbox. '}
        It cannot be undone: who is in which arm stays.
      </Text>
    </TypedQuestion>
  );
}
