import { useEffect, useMemo, useRef, useState } from 'react';
import type { Reject, SourceItem } from '../api/types';
import { useTopic } from '../api/topic';
import type { TailFilter } from './filters';
import { useRecent } from './queries';
import { merged, ofInteraction, ofReject, onTop, type TailItem } from './tailItem';

const keep = 500;
const redraw = 250;

/** What comes from a source, newest first; a fast stream is drawn four times a second, not a thousand. What comes while it is held is counted. */
export function useTail(name: string, filter: TailFilter, held: boolean) {
  const asked = JSON.stringify([name, filter]);
  const [heard, setHeard] = useState('');
  const [items, setItems] = useState<TailItem[]>([]);
  const [meanwhile, setMeanwhile] = useState(0);
  const arrived = useRef<{ items: TailItem[]; count: number }>({ items: [], count: 0 });
  // Asked for once nothing is missed any more, so that there is no gap between it and what is heard.
  const recent = useRecent(name, filter, heard === asked);

  useEffect(() => {
    arrived.current = { items: [], count: 0 };
    setItems([]);
    setMeanwhile(0);
  }, [asked]);

  const come = (item: TailItem) => {
    const { items: waiting, count } = arrived.current;
    arrived.current = { items: onTop([item], waiting, keep), count: count + 1 };
  };
  const { refetch } = recent;
  useTopic(
    { source: name, ...Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== '')) },
    {
      // Said whenever the connection was made: what came before that is asked for.
      source: () => {
        if (heard === asked) void refetch();
        setHeard(asked);
      },
      interaction: (item) => come(ofInteraction(item as SourceItem)),
      reject: (item) => come(ofReject(item as Reject)),
    },
  );

  useEffect(() => {
    const draw = () => {
      const { items: fresh, count } = arrived.current;
      if (held) setMeanwhile(count);
      else if (fresh.length > 0) {
        arrived.current = { items: [], count: 0 };
        setItems((known) => onTop(fresh, known, keep));
        setMeanwhile(0);
      }
    };
    draw();
    const timer = window.setInterval(draw, redraw);
    return () => window.clearInterval(timer);
  }, [held, asked]);

  const before = useMemo(
    () => (recent.data ? [...recent.data.interactions.map(ofInteraction), ...recent.data.rejects.map(ofReject)] : undefined),
    [recent.data],
  );
  const all = useMemo(() => before && merged(items, before, keep), [items, before]);
  return { items: all, waiting: recent.isPlaceholderData, meanwhile, error: recent.error, refetch };
}
