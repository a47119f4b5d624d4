import { useEffect, useEffectEvent, useRef, useState } from 'react';

const Rest = 300;

/** What is typed into a field, told when typing rests or the field is left; changes from outside show unless somebody types. */
export function useDraft(value: string, tell: (value: string) => void) {
  const [draft, setDraft] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const told = useEffectEvent(tell);

  useEffect(() => () => clearTimeout(timer.current), []);
  // What was told has come back, or something else has taken its place.
  useEffect(() => setDraft(null), [value]);

  const settle = (text: string | null) => {
    clearTimeout(timer.current);
    if (text !== null && text !== value) told(text);
    else setDraft(null);
  };
  return {
    value: draft ?? value,
    type: (text: string) => {
      setDraft(text);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => settle(text), Rest);
    },
    /** At once: the field is left, or a value was chosen. */
    settle: (text?: string) => settle(text ?? draft),
  };
}
