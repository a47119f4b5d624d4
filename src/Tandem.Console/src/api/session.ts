import { useSyncExternalStore } from 'react';

let signedOut = false;
const listeners = new Set<() => void>();

/** Called when the server says 401: every page gives way to the one that asks for a link or token. */
export function leave() {
  signedOut = true;
  listeners.forEach((listener) => listener());
}

export const useSignedOut = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => signedOut,
  );
