import { Button } from '@mantine/core';
import { addressOf, customerPath } from '../api/client';

/** Saves all that is kept of a customer as one file. */
export const ExportButton = ({ customer }: { customer: string }) => (
  <Button
    variant="default"
    component="a"
    href={addressOf(customerPath(`id:${customer}`, '/export'))}
    download={`customer-${customer}.json`}
  >
    Export
  </Button>
);
