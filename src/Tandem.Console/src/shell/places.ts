import { IconActivity, IconFlask, IconMail, IconPlugConnected, IconRoute, IconUsers, IconUsersGroup } from '@tabler/icons-react';

/** The pages of the navigation, in the order of the data: people, what holds for them, what they get, where it comes from. */
export const places = [
  { to: '/', label: 'Overview', icon: IconActivity, about: 'What flows now' },
  { to: '/customers', label: 'Customers', icon: IconUsers, about: 'Everyone the engine knows, and identity rules' },
  { to: '/segments', label: 'Segments', icon: IconUsersGroup, about: 'Customers for whom an expression holds' },
  { to: '/journeys', label: 'Journeys', icon: IconRoute, about: 'Steps that customers walk' },
  { to: '/campaigns', label: 'Campaigns', icon: IconFlask, about: 'Arms, control groups and lift' },
  { to: '/messages', label: 'Messages', icon: IconMail, about: 'What was sent, and why' },
  { to: '/sources', label: 'Sources', icon: IconPlugConnected, about: 'Where interactions come from' },
];
