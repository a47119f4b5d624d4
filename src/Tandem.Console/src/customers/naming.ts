import type { CustomerSummary, TimelineItem } from '../api/types';

/** What to call a customer: the name, else the identity that says most to a person. */
export function nameOf(customer: Pick<CustomerSummary, 'name' | 'identities' | 'id'>) {
  if (customer.name) return customer.name;
  const known = ['email', 'userId', 'phone']
    .map((kind) => customer.identities.find((identity) => identity.kind === kind))
    .find((identity) => identity !== undefined);
  return known?.value ?? (customer.identities.some(({ kind }) => kind === 'anonymousId') ? 'Anonymous visitor' : customer.id);
}

const words: Record<string, string> = { userId: 'User id', email: 'E-mail', phone: 'Phone', anonymousId: 'Anonymous id' };
export const kindInWords = (kind: string) => words[kind] ?? kind;

/** What to call a customer of whom a history tells: the identity that they were first known by. */
export const anchorOf = ({ id, anchor }: NonNullable<TimelineItem['customer']>) => anchor?.value ?? id;
