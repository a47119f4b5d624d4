import type { ReactNode } from 'react';
import classes from './ui.module.css';

export type Tone = 'neutral' | 'accent' | 'waits' | 'broken' | 'marketing' | 'it';

/** A state in a word. Red is only for what is broken, amber only for what waits; a side's colour says whose. */
export function Chip({ tone = 'neutral', icon, title, children }: { tone?: Tone; icon?: ReactNode; title?: string; children: ReactNode }) {
  return (
    <span className={classes.chip} data-tone={tone} title={title}>
      {icon}
      {children}
    </span>
  );
}
