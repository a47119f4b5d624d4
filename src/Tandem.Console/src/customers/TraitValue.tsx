import { count } from '../ui/format';

/** A trait as a person reads it: text plain, numbers by the locale, the rest as JSON. */
export function TraitValue({ value }: { value: unknown }) {
  if (value === null || value === undefined) return <>–</>;
  if (typeof value === 'string') return <>{value}</>;
  if (typeof value === 'number') return <>{count(value)}</>;
  if (typeof value === 'boolean') return <>{value ? 'yes' : 'no'}</>;
  return <code>{JSON.stringify(value)}</code>;
}
