import {
  IconBookmark,
  IconCode,
  IconFlask,
  IconLogout,
  IconMoon,
  IconPalette,
  IconPlus,
  IconPointFilled,
  IconSun,
  IconUser,
  type Icon,
} from '@tabler/icons-react';
import { addresses } from '../addresses';
import type { CustomerSummary, Definition, DefinitionKind, View } from '../api/types';
import { nameOf } from '../customers/naming';
import { lists } from '../definitions/lists';
import { addressOf, labelOf } from '../views/pages';
import { places } from './places';

/** One line of the palette: it leads somewhere, or does something. */
export interface Command {
  key: string;
  group: 'Pages' | 'Views' | 'Actions' | 'Customers' | 'Definitions';
  title: string;
  about: string;
  icon: Icon;
  to?: string;
  act?: 'light' | 'dark' | 'sign-out';
}

const pages: Command[] = [
  ...places.flatMap(({ label, icon, parts }) =>
    parts.map((part): Command => ({
      key: part.to,
      group: 'Pages',
      title: part.label,
      about: part.label === label ? part.about : `${label}: ${part.about}`,
      icon,
      to: part.to,
    })),
  ),
];

const actions: Command[] = [
  ...Object.entries(lists).map(([kind, { one }]): Command => ({
    key: `new-${kind}`,
    group: 'Actions',
    title: `New ${one}`,
    about: 'Write a definition',
    icon: IconPlus,
    to: addresses.create(kind),
  })),
  {
    key: 'new-source',
    group: 'Actions',
    title: 'New source',
    about: 'With a write key of its own',
    icon: IconPlus,
    to: `${addresses.sources}?new=source`,
  },
  { key: 'light', group: 'Actions', title: 'Light colours', about: 'In this browser', icon: IconSun, act: 'light' },
  { key: 'dark', group: 'Actions', title: 'Dark colours', about: 'In this browser', icon: IconMoon, act: 'dark' },
  { key: 'sign-out', group: 'Actions', title: 'Sign out', about: 'End the session of this browser', icon: IconLogout, act: 'sign-out' },
  {
    key: 'design',
    group: 'Pages',
    title: 'Design',
    about: 'Every part of the console in all its states',
    icon: IconPalette,
    to: '/_/design',
  },
];

const icons: Record<string, Icon> = { campaign: IconFlask, template: IconCode };
const isKind = (kind: string): kind is DefinitionKind => kind in lists;
const most = 8;

const definitionCommand = ({ kind, name, title }: Definition): Command[] =>
  isKind(kind)
    ? [
        {
          key: `${kind}/${name}`,
          group: 'Definitions',
          title,
          about: `${lists[kind].one} ${name}`,
          icon: icons[kind] ?? IconPointFilled,
          to: lists[kind].page(name),
        },
      ]
    : [];

const viewCommand = (view: View): Command[] => {
  const to = addressOf(view);
  return to === undefined
    ? []
    : [{ key: view.id, group: 'Views', title: view.name, about: `Saved view of ${labelOf(view.page)}`, icon: IconBookmark, to }];
};

const customerCommand = (customer: CustomerSummary): Command => ({
  key: customer.id,
  group: 'Customers',
  title: nameOf(customer),
  about: customer.identities.map(({ value }) => value).join(' · '),
  icon: IconUser,
  to: addresses.customer(customer.id),
});

/** How well a line fits what is typed: its title begins with it, a word of it does, it is somewhere in it, in what it is about; or not. */
function fit({ title, about }: Command, wanted: string) {
  const words = title.toLowerCase();
  if (words.startsWith(wanted)) return 0;
  if (words.split(/[\s-]+/).some((word) => word.startsWith(wanted))) return 1;
  if (words.includes(wanted)) return 2;
  return about.toLowerCase().includes(wanted) ? 3 : null;
}

/** What fits, the best first, in groups; the server has looked for the customers. */
export function commandsFor(text: string, customers: CustomerSummary[], definitions: Definition[], views: View[]): Command[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [...pages, ...actions.filter(({ group }) => group === 'Actions')];
  const known = [...pages, ...actions, ...views.flatMap(viewCommand), ...definitions.flatMap(definitionCommand)]
    .map((command) => ({ command, fit: fit(command, wanted) }))
    .filter((found): found is { command: Command; fit: number } => found.fit !== null)
    .sort((a, b) => a.fit - b.fit);
  const by = (group: Command['group']) => known.filter(({ command }) => command.group === group).slice(0, most);
  const blocks = [
    { at: by('Pages')[0]?.fit, lines: by('Pages').map(({ command }) => command) },
    { at: by('Views')[0]?.fit, lines: by('Views').map(({ command }) => command) },
    { at: by('Actions')[0]?.fit, lines: by('Actions').map(({ command }) => command) },
    { at: by('Definitions')[0]?.fit, lines: by('Definitions').map(({ command }) => command) },
    // An identity begins with what is typed: nearer than a word inside a title.
    { at: customers.length > 0 ? 0.5 : undefined, lines: customers.map(customerCommand) },
  ];
  return blocks
    .filter(({ at }) => at !== undefined)
    .sort((a, b) => (a.at ?? 0) - (b.at ?? 0))
    .flatMap(({ lines }) => lines);
}
