import { useEffect, useRef, useState } from 'react';
import { send } from '../api/client';
import type { Outcome, Page } from '../api/types';
import type { TailItem } from './tailItem';

const every = 1_000;
const atOnce = 100;
const undecided = ['waiting', 'forwarded'];

/** What became of the items shown, as far as it is known by now; the newest are asked for first. */
export function useOutcomes(items: readonly TailItem[] | undefined) {
  const [known, setKnown] = useState<ReadonlyMap<string, string>>(new Map());
  const latest = useRef({ items: items ?? [], known });
  useEffect(() => {
    latest.current = { items: items ?? [], known };
  });

  useEffect(() => {
    let timer: number | undefined;
    let left = false;
    const look = async () => {
      const { items: shown, known: before } = latest.current;
      const open = shown.filter(({ kind, id }) => kind === 'interaction' && undecided.includes(before.get(id) ?? 'waiting'));
      const ids = [...new Set(open.map(({ id }) => id))].slice(0, atOnce);
      try {
        const answer = ids.length === 0 ? null : await send<Page<Outcome>>('POST', '/interactions/outcomes', { ids });
        if (answer !== null && !left) {
          const here = new Set(shown.map(({ id }) => id));
          setKnown(
            (now) =>
              new Map([...[...now].filter(([id]) => here.has(id)), ...answer.items.map(({ id, outcome }) => [id, outcome] as const)]),
          );
        }
      } catch {
        // The feed's own light says when the server is gone; it is asked again.
      }
      if (!left) timer = window.setTimeout(() => void look(), every);
    };
    timer = window.setTimeout(() => void look(), every / 4);
    return () => {
      left = true;
      window.clearTimeout(timer);
    };
  }, []);

  return known;
}
