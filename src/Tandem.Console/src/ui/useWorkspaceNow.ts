import { useSyncExternalStore } from 'react';
import { onFirstLive as onLive, workspaceNow } from '../api/live';

// One timer for every relative time on the page.
let now: number | null = null;
let timer: number | undefined;
let stopListening = () => {};
const listeners = new Set<() => void>();

function tick() {
  now = workspaceNow();
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  if (listeners.size === 1) {
    queueMicrotask(tick);
    stopListening = onLive(tick);
    timer = window.setInterval(tick, 1_000);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      window.clearInterval(timer);
      stopListening();
    }
  };
}

/** The workspace's time in milliseconds, renewed every second; null until the server has said it. */
export const useWorkspaceNow = () => useSyncExternalStore(subscribe, () => now);
