import { useEffect, useEffectEvent, useRef, useState } from 'react';

const Rest = 300;

/** So long a field that was left shows what was told; then it shows what became of it, though that may be what was before. */
const Follow = 2_000;

interface Options {
  /** What is refused is not told, and what was there before is put back when the field is left. */
  accepts?: (text: string) => boolean;
}

/**
 * What is typed into a field, told when typing rests or the field is left. While somebody types, what comes back from outside does
 * not touch the field: it may be of some keys before.
 */
export function useDraft(value: string, tell: (value: string) => void, { accepts }: Options = {}) {
  const [draft, setDraft] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isTyping = useRef(false);
  const told = useEffectEvent(tell);

  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => setDraft((now) => (isTyping.current && now !== value ? now : null)), [value]);

  const offer = (text: string | null) => {
    clearTimeout(timer.current);
    if (text !== null && text !== value && (accepts?.(text) ?? true)) {
      told(text);
      return true;
    }
    return false;
  };
  return {
    value: draft ?? value,
    type: (text: string) => {
      isTyping.current = true;
      setDraft(text);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => offer(text), Rest);
    },
    /** At once: the field is left, or a value was chosen. */
    settle: (text: string | null = draft) => {
      isTyping.current = false;
      const isTold = offer(text);
      setDraft(isTold ? text : null);
      if (isTold) timer.current = setTimeout(() => setDraft(null), Follow);
    },
  };
}
