import { addresses } from '../addresses';
import type { DefinitionKind } from '../api/types';

/** Of each kind: what one is called, the page that lists them all, and the page of one. */
export const lists: Record<DefinitionKind, { one: string; label: string; to: string; page: (name: string) => string }> = {
  segment: { one: 'segment', label: 'Segments', to: addresses.segments, page: addresses.segment },
  journey: { one: 'journey', label: 'Journeys', to: addresses.journeys, page: addresses.journey },
  campaign: { one: 'campaign', label: 'Campaigns', to: addresses.campaigns, page: addresses.campaign },
  template: { one: 'template', label: 'Templates', to: addresses.templates, page: addresses.template },
  identity: { one: 'identity rule', label: 'Identity rules', to: addresses.identities, page: addresses.identity },
};
