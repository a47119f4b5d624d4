import {
  IconActivity,
  IconLayersIntersect,
  IconMail,
  IconRoute,
  IconSettings,
  IconStack2,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';
import { addresses } from '../addresses';

export interface Part {
  label: string;
  to: string;
  about: string;
  /** What the addresses of its objects begin with, where that is not its own. */
  below?: string;
}

export interface Place {
  label: string;
  icon: Icon;
  parts: [Part, ...Part[]];
}

/** The navigation: what people come to do. A place that does not exist yet is not shown. */
export const places: Place[] = [
  { label: 'Overview', icon: IconActivity, parts: [{ label: 'Overview', to: addresses.overview, about: 'What the engine does now' }] },
  {
    label: 'Customers',
    icon: IconUsers,
    parts: [
      { label: 'Customers', to: addresses.customers, about: 'Everyone the engine knows', below: '/accounts' },
      { label: 'Erasures', to: addresses.erasures, about: 'Customers who were erased, with certificates' },
    ],
  },
  {
    label: 'Audiences',
    icon: IconLayersIntersect,
    parts: [{ label: 'Segments', to: addresses.segments, about: 'Customers for whom an expression holds' }],
  },
  {
    label: 'Journeys',
    icon: IconRoute,
    parts: [
      { label: 'Journeys', to: addresses.journeys, about: 'Steps that customers walk' },
      { label: 'Campaigns', to: addresses.campaigns, about: 'Arms, control groups and lift' },
    ],
  },
  {
    label: 'Content',
    icon: IconMail,
    parts: [
      { label: 'Templates', to: addresses.templates, about: 'What messages say', below: '/content/templates' },
      { label: 'Messages', to: addresses.messages, about: 'What was sent, and why' },
      { label: 'Suppression list', to: addresses.suppressions, about: 'Addresses that get nothing more' },
    ],
  },
  {
    label: 'Stack',
    icon: IconStack2,
    parts: [{ label: 'Sources', to: addresses.sources, about: 'Where interactions come from', below: '/stack/sources' }],
  },
  {
    label: 'Settings',
    icon: IconSettings,
    parts: [
      { label: 'Workspace', to: addresses.settings, about: 'Its name, its clock, and sending to the outside' },
      { label: 'Identity rules', to: addresses.identities, about: 'What identifies a customer, and what does not' },
    ],
  },
];

const begins = (pathname: string, start: string) => pathname === start || (start !== '/' && pathname.startsWith(`${start}/`));

/** The part of a place that an address belongs to: the one with the longest match. */
export function partAt(pathname: string): Part | undefined {
  const starts = places.flatMap(({ parts }) => parts.flatMap((part) => [part.to, part.below ?? part.to].map((start) => ({ part, start }))));
  return starts.filter(({ start }) => begins(pathname, start)).sort((a, b) => b.start.length - a.start.length)[0]?.part;
}
