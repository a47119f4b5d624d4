import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';

/** What is typed into a list's search, and the same once typing rests; kept in the address, so that a reload finds it again. */
export function useSearchText() {
  const [text, setText] = useState(() => new URLSearchParams(window.location.search).get('search') ?? '');
  const [search] = useDebouncedValue(text.trim(), 200);

  useEffect(() => {
    const address = new URL(window.location.href);
    if (search === (address.searchParams.get('search') ?? '')) return;
    if (search === '') address.searchParams.delete('search');
    else address.searchParams.set('search', search);
    // Not by the router: its navigation would call off the one of a link that was clicked meanwhile.
    window.history.replaceState(window.history.state, '', address);
  }, [search]);

  return { text, setText, search };
}
