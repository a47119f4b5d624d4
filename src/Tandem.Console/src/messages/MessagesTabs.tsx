import { Tabs } from '@mantine/core';
import { useLocation, useNavigate } from 'react-router';

/** The three lists about messages: what was written, its templates, and who gets nothing more. */
export function MessagesTabs() {
  const { pathname } = useLocation();
  const navigate = useNavigate();
  return (
    <Tabs value={pathname} onChange={(to) => to !== null && void navigate(to)} mb="md">
      <Tabs.List aria-label="About messages">
        <Tabs.Tab value="/messages">Messages</Tabs.Tab>
        <Tabs.Tab value="/messages/templates">Templates</Tabs.Tab>
        <Tabs.Tab value="/messages/suppressions">Suppression list</Tabs.Tab>
      </Tabs.List>
    </Tabs>
  );
}
