import type { DefinitionKind } from '../api/types';

/** Of each kind: what one is called, and the page that lists them all. */
export const lists: Record<DefinitionKind, { one: string; label: string; to: string }> = {
  segment: { one: 'segment', label: 'Segments', to: '/segments' },
  journey: { one: 'journey', label: 'Journeys', to: '/journeys' },
  campaign: { one: 'campaign', label: 'Campaigns', to: '/campaigns' },
  template: { one: 'template', label: 'Templates', to: '/messages/templates' },
  identity: { one: 'identity rule', label: 'Identity rules', to: '/customers/identities' },
};
