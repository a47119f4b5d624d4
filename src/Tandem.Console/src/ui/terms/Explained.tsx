import { Tooltip } from '@mantine/core';
import type { ReactElement } from 'react';
import { words, type Word } from './words';

/** Says what a word means while the thing that bears it is hovered or has the focus. */
export function Explained({ word, children }: { word: Word | undefined; children: ReactElement }) {
  if (word === undefined) return children;
  return (
    <Tooltip
      label={words[word]}
      multiline
      maw={300}
      openDelay={250}
      position="bottom-start"
      events={{ hover: true, focus: true, touch: true }}
      withinPortal
    >
      {children}
    </Tooltip>
  );
}
