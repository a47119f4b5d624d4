/** The channels that a source can be, as the server names them, in words. */
export const channels: Record<string, string> = {
  web: 'Web',
  app: 'App',
  email: 'E-mail',
  sms: 'SMS',
  push: 'Push',
  social: 'Social media',
  'call-centre': 'Call centre',
  store: 'Store',
  shop: 'Shop',
  'back-office': 'Back office',
};

export const channelName = (channel: string | null) => (channel === null ? 'Not said yet' : (channels[channel] ?? channel));

/** For a field; the first is for “nobody has said”. */
export const channelChoices = [
  { value: '', label: 'Not said yet' },
  ...Object.entries(channels).map(([value, label]) => ({ value, label })),
];
