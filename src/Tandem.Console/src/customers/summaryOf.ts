import type { TimelineItem } from '../api/types';

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isPlain = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value);

/** The first few plain properties or traits of a call in one line, or the reason the engine gave. */
export function summaryOf(item: TimelineItem): string {
  if (!isRecord(item.detail)) return '';
  const { properties, traits, reason } = item.detail;
  if (typeof reason === 'string') return reason;
  const shown = isRecord(properties) ? properties : isRecord(traits) ? traits : {};
  return Object.entries(shown)
    .filter(([, value]) => isPlain(value))
    .slice(0, 4)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(' · ');
}
