import { IconAlertTriangle, IconArrowBackUp, IconCheck, IconClock, IconHandStop, IconHelp } from '@tabler/icons-react';
import type { MessageStatus } from '../api/types';
import { Chip, type Tone } from '../ui/Chip';

const looks: Record<MessageStatus, { word: string; tone: Tone; icon: typeof IconCheck }> = {
  queued: { word: 'Queued', tone: 'waits', icon: IconClock },
  sent: { word: 'Sent', tone: 'neutral', icon: IconCheck },
  failed: { word: 'Failed', tone: 'broken', icon: IconAlertTriangle },
  withheld: { word: 'Withheld', tone: 'neutral', icon: IconHandStop },
  bounced: { word: 'Bounced', tone: 'broken', icon: IconArrowBackUp },
  uncertain: { word: 'Uncertain', tone: 'waits', icon: IconHelp },
};

export const statuses = Object.entries(looks).map(([value, { word }]) => ({ value, label: word }));

export function StatusChip({ status, detail }: { status: MessageStatus; detail?: string | null }) {
  const { word, tone, icon: Icon } = looks[status];
  return (
    <Chip tone={tone} icon={<Icon size={13} aria-hidden />} title={detail ?? undefined}>
      {word}
    </Chip>
  );
}
