import { useSearchParams } from 'react-router';

/** A part of the page's state that is kept in its address, so that a link, a reload and the way back find it again. */
export function useParameter(name: string) {
  const [parameters, setParameters] = useSearchParams();
  const change = (value: string | null) =>
    setParameters((now) => {
      const next = new URLSearchParams(now);
      if (value === null || value === '') next.delete(name);
      else next.set(name, value);
      return next;
    });
  return [parameters.get(name) ?? '', change] as const;
}
