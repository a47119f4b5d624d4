import type { ReactNode } from 'react';
import classes from './ui.module.css';

export type Tone = 'neutral' | 'accent' | 'waits' | 'broken';

/** A state in a word. Red is only for what is broken, amber only for what waits. */
export function Chip({ tone = 'neutral', icon, title, children }: { tone?: Tone; icon?: ReactNode; title?: string; children: ReactNode }) {
  return (
    <span className={classes.chip} data-tone={tone} title={title}>
      {icon}
      {children}
    </span>
  );
}
