import { useSearchParams } from 'react-router';

/** The open tab, kept in the address so that a link opens it. */
export function useTab(first: string) {
  const [parameters, setParameters] = useSearchParams();
  const change = (tab: string | null) => setParameters(tab === null || tab === first ? {} : { tab }, { replace: true });
  return [parameters.get('tab') ?? first, change] as const;
}
