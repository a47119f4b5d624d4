import { IconAlertTriangle, IconArrowBackUp, IconCheck, IconClock, IconHandStop, IconHelp, type Icon } from '@tabler/icons-react';
import { Chip, type Tone } from '../ui/Chip';

interface Look {
  word: string;
  tone: Tone;
  icon: Icon;
}

const looks: Record<string, Look> = {
  queued: { word: 'Queued', tone: 'waits', icon: IconClock },
  sent: { word: 'Sent', tone: 'neutral', icon: IconCheck },
  failed: { word: 'Failed', tone: 'broken', icon: IconAlertTriangle },
  withheld: { word: 'Withheld', tone: 'neutral', icon: IconHandStop },
  bounced: { word: 'Bounced', tone: 'broken', icon: IconArrowBackUp },
  uncertain: { word: 'Uncertain', tone: 'waits', icon: IconHelp },
};

export const statuses = Object.entries(looks).map(([value, { word }]) => ({ value, label: word }));

/** A message's state in a word; one that the console does not know is shown as the server says it. */
export function StatusChip({ status, detail }: { status: string; detail?: string | null }) {
  const { word, tone, icon: Icon } = looks[status] ?? { word: status, tone: 'neutral', icon: IconHelp };
  return (
    <Chip tone={tone} icon={<Icon size={13} aria-hidden />} title={detail ?? undefined}>
      {word}
    </Chip>
  );
}
