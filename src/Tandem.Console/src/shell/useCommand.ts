import { useMantineColorScheme } from '@mantine/core';
import { useNavigate } from 'react-router';
import { send } from '../api/client';
import { leave } from '../api/session';
import type { Command } from './commands';

/** Goes where a line of the palette leads, or does what it says. */
export function useCommand() {
  const navigate = useNavigate();
  const { setColorScheme } = useMantineColorScheme();
  return ({ to, act }: Pick<Command, 'to' | 'act'>) => {
    if (to !== undefined) void navigate(to);
    else if (act === 'sign-out') void send('DELETE', '/session').finally(leave);
    else if (act !== undefined) setColorScheme(act);
  };
}
