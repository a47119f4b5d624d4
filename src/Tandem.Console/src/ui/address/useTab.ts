import { useSearchParams } from 'react-router';

/** The open tab, kept in the address; what the tab before kept there goes with it. */
export function useTab(first: string) {
  const [parameters, setParameters] = useSearchParams();
  const change = (tab: string | null) => setParameters(tab === null || tab === first ? {} : { tab });
  return [parameters.get('tab') ?? first, change] as const;
}
