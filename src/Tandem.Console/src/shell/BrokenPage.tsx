import { Button } from '@mantine/core';
import { useRouteError } from 'react-router';
import { Nothing } from '../ui/Nothing';

/** A page that threw: what it said, and a way on. */
export function BrokenPage() {
  const error = useRouteError();
  return (
    <Nothing
      title="This page broke"
      action={
        <Button variant="default" onClick={() => window.location.reload()}>
          Load it again
        </Button>
      }
    >
      {error instanceof Error ? error.message : 'The reason is in the browser’s console.'}
    </Nothing>
  );
}
