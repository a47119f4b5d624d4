import { useEffect, useState } from 'react';
import { pathTo } from '../api/client';
import type { SourceItem } from '../api/types';
import { useStream } from '../api/useStream';
import { useRecent } from './queries';

const keep = 200;
const redraw = 250;

/** The newest interactions of a source, newest first; a fast stream is drawn four times a second, not a thousand. */
export function useTail(name: string, paused: boolean) {
  const recent = useRecent(name);
  const [items, setItems] = useState<SourceItem[]>([]);
  const [arrived] = useState<SourceItem[]>([]);

  useStream(`${pathTo('sources', name)}/stream`, { interaction: (item) => arrived.unshift(item as SourceItem) }, !paused);

  useEffect(() => {
    const timer = window.setInterval(() => {
      if (arrived.length === 0) return;
      const fresh = arrived.splice(0, arrived.length);
      setItems((known) => [...fresh, ...known].slice(0, keep));
    }, redraw);
    return () => window.clearInterval(timer);
  }, [arrived]);

  const seen = new Set(items.map((item) => item.token));
  const before = (recent.data?.items ?? []).filter((item) => !seen.has(item.token));
  return { items: [...items, ...before].slice(0, keep), isPending: recent.isPending, error: recent.error, refetch: recent.refetch };
}
