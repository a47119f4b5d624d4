import { Button, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
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
  return (
    <div className={classes.nothing} role="alert">
      <IconAlertTriangle size={28} stroke={1.5} className={missing ? classes.quiet : classes.broken} aria-hidden />
      <Text fw={600} mt="xs">
        {missing ? `${what} is not here` : `${what} could not be loaded`}
      </Text>
      <Text c="dimmed" maw={460}>
        {error instanceof RequestFailed ? `${error.message} ${error.problems[0]?.hint ?? ''}` : 'The server did not answer. Is it running?'}
      </Text>
      {again && !missing && (
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
