import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useMemo, useRef, useState } from 'react';
import { modelOf, type Group } from './model';
import { useRuleCheck } from './queries';
import type { RuleNode } from './tree';

/** Changes a text by the model that was made of it. */
export type Change = (text: string, root: Group | null) => string;

/**
 * A rule with the model that the builder shows. The model is always of a text that was; a change made in the builder waits, some
 * milliseconds, until the model is of the text that is.
 */
export function useRule(text: string, onChange: (text: string) => void) {
  const [settled] = useDebouncedValue(text, 60);
  const check = useRuleCheck(settled);
  const isEmpty = settled.trim() === '';
  const checked = isEmpty || check.isPlaceholderData ? undefined : check.data;
  const [last, setLast] = useState<{ text: string; root: Group } | null>(null);
  const made = useMemo(
    () => (checked?.tree ? { text: settled, root: modelOf(settled, checked.tree as RuleNode) } : null),
    [checked, settled],
  );
  if (made !== null && made !== last) setLast(made);
  if (isEmpty && last !== null) setLast(null);
  const fresh = isEmpty ? settled === text : made !== null && made.text === text;
  const waiting = useRef<Change[]>([]);

  const isKnown = !isEmpty && settled === text && checked !== undefined;
  const isBroken = isKnown && checked.tree === null;

  useEffect(() => {
    if (isBroken) waiting.current = [];
    if (!fresh) return;
    const change = waiting.current.shift();
    if (change !== undefined) onChange(change(text, isEmpty ? null : made!.root));
  });

  const edit = (change: Change) => {
    if (fresh) onChange(change(text, isEmpty ? null : made!.root));
    else waiting.current.push(change);
  };

  return {
    root: last?.root ?? null,
    /** The text that it was made of. */
    shownText: last?.text ?? '',
    edit,
    /** What the server says of this very text; undefined while it is asked. */
    checked: isKnown ? checked : undefined,
    settled,
    isBroken,
    /** Nothing is known of this text yet. */
    isChecking: text.trim() !== '' && !isKnown && check.error === null,
    error: check.error,
    again: () => void check.refetch(),
  };
}
