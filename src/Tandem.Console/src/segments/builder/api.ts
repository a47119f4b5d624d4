import type { CustomerSummary, Explanation, Problem } from '../../api/types';
import type { RuleNode } from './tree';
import type { Scalar } from './model';

/** What the server says of a rule. */
export interface Checked {
  ok: boolean;
  errors: Problem[];
  warnings: Problem[];
  canonical: string | null;
  tree: RuleNode | null;
}

export interface Counted {
  method: 'exact' | 'sample';
  count: number;
  low: number;
  high: number;
  customers: number;
  scanned: number;
  errors: number;
  past: 'none' | 'states' | 'journal';
  since: string | null;
  at: string;
  seconds: number;
  notCounted: Problem[];
}

export interface SampledCustomer {
  customer: CustomerSummary;
  outcome: string;
  why: Explanation;
}

export interface Sampled {
  in: SampledCustomer[];
  out: SampledCustomer[];
  scanned: number;
}

export interface NameModel {
  name: string;
  type: string;
  share: number;
  values: { value: Scalar | null; share: number }[];
  complete: boolean;
}

/** What there is to ask about, out of real data. */
export interface Names {
  traits: NameModel[];
  accountTraits: NameModel[];
  events: { name: string; count: number }[];
  identities: { kind: string; share: number }[];
  consents: { channel: string; share: number }[];
  segments: { name: string; title: string; count: number }[];
}
