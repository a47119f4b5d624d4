import type { Definition } from '../api/types';

interface Template {
  channel?: string;
  purpose?: string;
  subject?: string;
}

/** What a template's definition says of it; null where it says nothing. */
export function templateIn({ spec }: Pick<Definition, 'spec'>) {
  const { channel, purpose, subject } = (spec ?? {}) as Template;
  return { channel: channel ?? null, purpose: purpose ?? null, subject: subject ?? null };
}
