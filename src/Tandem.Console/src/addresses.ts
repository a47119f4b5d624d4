const one = (list: string) => (name: string) => `${list}/${encodeURIComponent(name)}`;

/** Where every page is. */
export const addresses = {
  overview: '/',
  customers: '/customers',
  customer: (id: string) => one('/customers')(`id:${id}`),
  erasures: '/customers/erasures',
  erasure: one('/customers/erasures'),
  account: one('/accounts'),
  segments: '/audiences',
  segment: one('/audiences'),
  journeys: '/journeys',
  journey: one('/journeys'),
  campaigns: '/campaigns',
  campaign: one('/campaigns'),
  templates: '/content',
  template: one('/content/templates'),
  messages: '/content/messages',
  message: one('/content/messages'),
  suppressions: '/content/suppressions',
  sources: '/stack',
  source: one('/stack/sources'),
  settings: '/settings',
  identities: '/settings/identities',
  identity: one('/settings/identities'),
  create: one('/new'),
};
