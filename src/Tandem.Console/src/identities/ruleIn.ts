import type { Definition } from '../api/types';

interface Rule {
  kind?: string;
  limits?: { count: number; per: string }[];
  blocked?: string[];
}

/** What a definition says of a kind of identity: the kind, its limits in words, and how many values are blocked. */
export function ruleIn({ name, spec }: Pick<Definition, 'name' | 'spec'>) {
  const { kind, limits, blocked } = (spec ?? {}) as Rule;
  return {
    kind: kind ?? name,
    limits: limits?.map(({ count, per }) => `${count} ${per === 'day' ? 'a day' : per}`).join(', ') ?? 'default',
    blocked: blocked?.length ?? 0,
  };
}
