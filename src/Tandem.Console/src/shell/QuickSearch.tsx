import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData } from '@mantine/spotlight';
import { IconSearch, IconUser } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useQuickCustomers } from '../customers/queries';
import { linkToCustomer, nameOf } from '../customers/naming';
import { places } from './places';

/** Ctrl-K: every page, and customers by any of their identities. */
export function QuickSearch() {
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [settled] = useDebouncedValue(text.trim(), 150);
  const found = useQuickCustomers(settled);
  const wanted = text.trim().toLowerCase();

  const pages: SpotlightActionData[] = places
    .filter(({ label, about }) => `${label} ${about}`.toLowerCase().includes(wanted))
    .map(({ to, label, about, icon: Icon }) => ({
      id: to,
      label,
      description: about,
      leftSection: <Icon size={18} stroke={1.6} />,
      onClick: () => void navigate(to),
    }));

  const customers: SpotlightActionData[] = (wanted === '' ? [] : (found.data?.items ?? [])).map((customer) => ({
    id: customer.id,
    label: nameOf(customer),
    description: customer.identities.map(({ kind, value }) => `${kind} ${value}`).join(' · '),
    leftSection: <IconUser size={18} stroke={1.6} />,
    onClick: () => void navigate(linkToCustomer(customer.id)),
  }));

  const groups: SpotlightActionGroupData[] = [
    { group: 'Customers', actions: customers },
    { group: 'Pages', actions: pages },
  ].filter(({ actions }) => actions.length > 0);

  return (
    <Spotlight
      actions={groups}
      query={text}
      onQueryChange={setText}
      filter={(_, actions) => actions}
      shortcut={['mod + K', '/']}
      scrollable
      maxHeight={420}
      nothingFound={found.isFetching ? 'Looking …' : `No page and no customer for "${text}"`}
      searchProps={{ leftSection: <IconSearch size={18} />, placeholder: 'A page, or an e-mail address, user id, phone …', 'aria-label': 'Search' }}
    />
  );
}
