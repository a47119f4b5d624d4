import { IconCheckbox, IconFingerprint, IconFlask, IconMail, IconPointer, IconRoute, IconUsersGroup, type Icon } from '@tabler/icons-react';

/** The kinds that the timeline has a word and a picture for; another kind gets those of an interaction. */
export type TimelineKind = 'interaction' | 'segment' | 'journey' | 'message' | 'campaign' | 'identity' | 'consent';

export const kinds: { kind: TimelineKind; plural: string; icon: Icon }[] = [
  { kind: 'interaction', plural: 'Interactions', icon: IconPointer },
  { kind: 'segment', plural: 'Segments', icon: IconUsersGroup },
  { kind: 'journey', plural: 'Journeys', icon: IconRoute },
  { kind: 'message', plural: 'Messages', icon: IconMail },
  { kind: 'campaign', plural: 'Campaigns', icon: IconFlask },
  { kind: 'identity', plural: 'Identities', icon: IconFingerprint },
  { kind: 'consent', plural: 'Consents', icon: IconCheckbox },
];

export const iconOf = (kind: string): Icon => kinds.find((known) => known.kind === kind)?.icon ?? IconPointer;

const broken = new Set(['failed', 'bounced']);
const waits = new Set(['queued', 'uncertain', 'conflict']);
export const toneOf = (item: { type: string }) => (broken.has(item.type) ? 'broken' : waits.has(item.type) ? 'waits' : undefined);
