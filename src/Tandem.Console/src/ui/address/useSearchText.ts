import { useDebouncedValue } from '@mantine/hooks';
import { useContext, useEffect, useRef, useState } from 'react';
import { UNSAFE_DataRouterContext, useNavigation, useSearchParams } from 'react-router';

/** What is typed into a list's search, and the same once typing rests; kept in the address, so that a reload finds it again. */
export function useSearchText(name: string) {
  const [parameters, setParameters] = useSearchParams();
  const kept = parameters.get(name) ?? '';
  const [text, setText] = useState(kept);
  const [search] = useDebouncedValue(text.trim(), 200);
  const written = useRef(kept);
  // A navigation of ours would call off the one of a link that was clicked meanwhile.
  // The router itself is asked, too: what was clicked a moment ago is not drawn yet.
  const leaving = useNavigation().state !== 'idle';
  const router = useContext(UNSAFE_DataRouterContext)?.router;

  useEffect(() => {
    if (leaving || search === written.current || router?.state.navigation.state === 'loading') return;
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
  }, [search, leaving, name, router, setParameters]);

  useEffect(() => {
    if (kept === written.current) return;
    // Somebody went back or forward, or opened another link to this page.
    written.current = kept;
    setText(kept);
  }, [kept]);

  return { text, setText, search };
}
