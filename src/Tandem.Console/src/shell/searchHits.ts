import { IconUser, type Icon } from '@tabler/icons-react';
import type { CustomerSummary } from '../api/types';
import { linkToCustomer, nameOf } from '../customers/naming';
import { places } from './places';

export interface Hit {
  key: string;
  title: string;
  about: string;
  icon: Icon;
  to: string;
}

/** Pages whose name has the text, then the customers that the server found, then pages that are about it. */
export function hitsFor(text: string, customers: CustomerSummary[]): Hit[] {
  const wanted = text.toLowerCase();
  const named = places.filter(({ label }) => label.toLowerCase().includes(wanted));
  const others = places.filter((place) => !named.includes(place) && place.about.toLowerCase().includes(wanted));
  const pages = (list: typeof places) => list.map(({ to, label, about, icon }) => ({ key: to, title: label, about, icon, to }));
  const people = customers.map((customer) => ({
    key: customer.id,
    title: nameOf(customer),
    about: customer.identities.map(({ value }) => value).join(' · '),
    icon: IconUser,
    to: linkToCustomer(customer.id),
  }));
  return [...pages(named), ...people, ...pages(others)];
}
