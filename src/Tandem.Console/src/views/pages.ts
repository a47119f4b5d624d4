import { addresses } from '../addresses';

/** The lists that views are of: what they are called, and where they are. */
const pages: Record<string, { label: string; address: string }> = {
  customers: { label: 'customers', address: addresses.customers },
  messages: { label: 'messages', address: addresses.messages },
};

/** What a view's list is called; its own name where this console does not know it. */
export const labelOf = (page: string) => pages[page]?.label ?? page;

/** Where a view leads; nowhere where this console does not know its list. */
export function addressOf({ page, search }: { page: string; search: string }) {
  const address = pages[page]?.address;
  return address === undefined ? undefined : search === '' ? address : `${address}?${search}`;
}
