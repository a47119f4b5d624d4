import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { useNavigation, useSearchParams } from 'react-router';

/** What is typed into a list's search, and the same once typing rests; kept in the address, so that a reload finds it again. */
export function useSearchText(name: string) {
  const [parameters, setParameters] = useSearchParams();
  const kept = parameters.get(name) ?? '';
  const [text, setText] = useState(kept);
  const [search] = useDebouncedValue(text.trim(), 200);
  const written = useRef(kept);
  // A navigation of ours would call off the one of a link that was clicked meanwhile.
  const leaving = useNavigation().state !== 'idle';

  useEffect(() => {
    if (leaving || search === written.current) return;
    written.current = search;
    setParameters(
      (now) => {
        const next = new URLSearchParams(now);
        if (search === '') next.delete(name);
        else next.set(name, search);
        return next;
      },
      { replace: true },
    );
  }, [search, leaving, name, setParameters]);

  useEffect(() => {
    if (kept === written.current) return;
    // Somebody went back or forward, or opened another link to this page.
    written.current = kept;
    setText(kept);
  }, [kept]);

  return { text, setText, search };
}
