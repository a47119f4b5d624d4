import { Tooltip } from '@mantine/core';
import type { RefObject } from 'react';

interface Props {
  id: string;
  of: RefObject<HTMLElement | null>;
  opened: boolean;
  children: string;
}

/** What a word means, beside what bears it. */
export function Meaning({ id, of, opened, children }: Props) {
  // The tooltip itself has an id of its own making.
  return <Tooltip target={of} opened={opened} label={<span id={id}>{children}</span>} multiline maw={300} position="bottom-start" />;
}
