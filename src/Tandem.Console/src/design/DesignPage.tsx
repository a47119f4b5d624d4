import { Stack } from '@mantine/core';
import { PageHeader } from '../ui/PageHeader';
import { Charts } from './Charts';
import { Foundations } from './Foundations';
import { Forms } from './Forms';
import { Parts } from './Parts';
import { States } from './States';
import { Tables } from './Tables';
import { Terms } from './Terms';

/** Every part of the console in all its states: what a new page is made of. */
export function DesignPage() {
  return (
    <>
      <PageHeader title="Design" description="Every part of the console in all its states. New pages are made of these." />
      <Stack gap="md">
        <Foundations />
        <Parts />
        <Charts />
        <Forms />
        <States />
        <Terms />
        <Tables />
      </Stack>
    </>
  );
}
