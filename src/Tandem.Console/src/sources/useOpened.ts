import { useSearchParams } from 'react-router';

/** The item that is open, in the address: the way back closes it, and closing it does not lead back to it. */
export function useOpened(name: string) {
  const [parameters, setParameters] = useSearchParams();
  const opened = parameters.get(name) ?? '';
  const change = (value: string | null) =>
    setParameters(
      (now) => {
        const next = new URLSearchParams(now);
        if (value === null) next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: opened !== '' },
    );
  return [opened, change] as const;
}
