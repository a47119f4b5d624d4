import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './ui.module.css';

interface Props {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

/** An empty state that teaches: what would be here, and how the first one comes to be. */
export function Nothing({ icon, title, children, action }: Props) {
  return (
    <div className={classes.nothing}>
      {icon && <div className={classes.quiet}>{icon}</div>}
      <Text fw={600} mt={icon ? 'xs' : 0}>
        {title}
      </Text>
      {children && (
        <Text component="div" c="dimmed" maw={480}>
          {children}
        </Text>
      )}
      {action && <div className={classes.nothingAction}>{action}</div>}
    </div>
  );
}
