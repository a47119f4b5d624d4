import { Button, Text } from '@mantine/core';
import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import { Link } from 'react-router';
import { isMissing, RequestFailed } from '../api/client';
import classes from './ui.module.css';

interface Props {
  error: Error;
  what: string;
  again?: () => void;
  back?: { label: string; to: string };
}

/** What could not be shown, what the server said about it, and what to do next. */
export function Failed({ error, what, again, back }: Props) {
  const missing = isMissing(error);
  const hidden = error instanceof RequestFailed && error.status === 403;
  const Icon = hidden ? IconLock : IconAlertTriangle;
  return (
    <div className={classes.nothing} role="alert">
      <Icon size={28} stroke={1.5} className={missing || hidden ? classes.quiet : classes.broken} aria-hidden />
      <Text fw={600} mt="xs">
        {missing ? `${what} is not here` : hidden ? `You have no permission to see this: ${what}` : `${what} could not be loaded`}
      </Text>
      <Text c="dimmed" maw={460}>
        {error instanceof RequestFailed ? `${error.message} ${error.problems[0]?.hint ?? ''}` : 'The server did not answer. Is it running?'}
      </Text>
      {again && !missing && !hidden && (
        <Button variant="default" mt="md" onClick={again}>
          Try again
        </Button>
      )}
      {back && (
        <Button variant="default" mt="md" component={Link} to={back.to}>
          {back.label}
        </Button>
      )}
    </div>
  );
}
