import { useEffect, useEffectEvent } from 'react';
import { addressOf } from './client';

/** Listens to one of the server's event streams while the component is shown. */
export function useStream(path: string, events: Record<string, (data: unknown) => void>, enabled = true) {
  const receive = useEffectEvent((name: string, data: unknown) => events[name]?.(data));
  const names = Object.keys(events).join(' ');

  useEffect(() => {
    if (!enabled) return undefined;
    const source = new EventSource(addressOf(path));
    for (const name of names.split(' '))
      source.addEventListener(name, (event: MessageEvent<string>) => receive(name, JSON.parse(event.data) as unknown));
    return () => source.close();
  }, [path, names, enabled]);
}
