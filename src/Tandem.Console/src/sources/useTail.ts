import { useEffect, useRef, useState } from 'react';
import { pathTo } from '../api/client';
import type { SourceItem } from '../api/types';
import { useStream } from '../api/useStream';
import { useRecent } from './queries';

const keep = 200;
const redraw = 250;

/** An interaction with a number of its own: a token is shared by a batch, and a message id may come twice. */
export interface TailItem {
  key: number;
  item: SourceItem;
}

const markOf = ({ token, messageId }: SourceItem) => `${token} ${messageId}`;

/** The newest interactions of a source, newest first; a fast stream is drawn four times a second, not a thousand. */
export function useTail(name: string, paused: boolean) {
  const recent = useRecent(name);
  const [items, setItems] = useState<TailItem[]>([]);
  const arrived = useRef<TailItem[]>([]);
  const count = useRef(0);

  useStream(
    `${pathTo('sources', name)}/stream`,
    { interaction: (item) => arrived.current.unshift({ key: ++count.current, item: item as SourceItem }) },
    !paused,
  );

  useEffect(() => {
    const timer = window.setInterval(() => {
      if (arrived.current.length === 0) return;
      const fresh = arrived.current;
      arrived.current = [];
      setItems((known) => [...fresh, ...known].slice(0, keep));
    }, redraw);
    return () => window.clearInterval(timer);
  }, []);

  const seen = new Set(items.map(({ item }) => markOf(item)));
  const before = (recent.data?.items ?? []).filter((item) => !seen.has(markOf(item))).map((item, index) => ({ key: -1 - index, item }));
  return { items: [...items, ...before].slice(0, keep), isPending: recent.isPending, error: recent.error, refetch: recent.refetch };
}
