import { Tabs } from '@mantine/core';
import { useLocation, useNavigate } from 'react-router';

/** Everyone there is, and the rules for what identifies them. */
export function CustomersTabs() {
  const { pathname } = useLocation();
  const navigate = useNavigate();
  return (
    <Tabs value={pathname} onChange={(to) => to !== null && void navigate(to)} mb="md">
      <Tabs.List aria-label="About customers">
        <Tabs.Tab value="/customers">Customers</Tabs.Tab>
        <Tabs.Tab value="/customers/identities">Identity rules</Tabs.Tab>
        <Tabs.Tab value="/customers/erasures">Erasures</Tabs.Tab>
      </Tabs.List>
    </Tabs>
  );
}
