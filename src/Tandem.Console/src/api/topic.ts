import { useEffect, useEffectEvent } from 'react';

type Query = Record<string, string>;
type Listener = (event: string, data: unknown) => void;

/** What a page wants to hear besides the overview, over the tab's one connection. */
interface Topic {
  query: Query;
  events: string[];
  hear: Listener;
}

let topic: Topic | null = null;
const listeners = new Set<() => void>();

export const currentTopic = () => topic;

/** Calls back when another topic is wanted. */
export const onTopic = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

function change(next: Topic | null) {
  topic = next;
  listeners.forEach((listener) => listener());
}

/** Hears events of the live connection that are only sent to who asks for them; of several that ask, the last one does. */
export function useTopic(query: Query, events: Record<string, (data: unknown) => void>) {
  const hear = useEffectEvent<Listener>((event, data) => events[event]?.(data));
  const asked = new URLSearchParams(query).toString();
  const names = Object.keys(events).join(' ');

  useEffect(() => {
    const mine: Topic = {
      query: Object.fromEntries(new URLSearchParams(asked)),
      events: names.split(' '),
      hear: (event, data) => {
        if (topic === mine) hear(event, data);
      },
    };
    change(mine);
    return () => {
      if (topic === mine) change(null);
    };
  }, [asked, names]);
}
