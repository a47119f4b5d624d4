import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { addresses } from '../addresses';
import { Nothing } from '../ui/Nothing';

export function MissingPage() {
  return (
    <Nothing
      title="There is no page at this address"
      action={
        <Button component={Link} to={addresses.overview} variant="default">
          Go to the overview
        </Button>
      }
    >
      It may have been moved. Ctrl-K finds pages and customers.
    </Nothing>
  );
}
