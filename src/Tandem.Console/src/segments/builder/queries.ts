import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { get, RequestFailed, send } from '../../api/client';
import type { KnownNames, RuleChecked, RuleCount, RuleSample } from '../../api/types';

const once = { staleTime: Infinity, gcTime: 60_000 };

/** What publishing would say of a rule, and the tree of which the builder is made. */
export const useRuleCheck = (expression: string) =>
  useQuery({
    queryKey: ['rule', 'check', expression],
    queryFn: ({ signal }) => send<RuleChecked>('POST', '/rules/check', { expression }, undefined, signal),
    enabled: expression.trim() !== '',
    placeholderData: keepPreviousData,
    ...once,
  });

/** How many customers a rule holds for now. An earlier question is dropped when the rule changes. */
export const useRuleCount = (expression: string, isGood: boolean) =>
  useQuery({
    queryKey: ['rule', 'count', expression],
    queryFn: ({ signal }) => send<RuleCount>('POST', '/rules/count', { expression }, undefined, signal),
    enabled: isGood,
    placeholderData: keepPreviousData,
    staleTime: 5_000,
    refetchInterval: 10_000,
    // Too many questions at once are asked again; what is wrong with the rule is said by the check.
    retry: (failures, error) => failures < 5 && error instanceof RequestFailed && error.status === 429,
    retryDelay: 500,
  });

interface Wanted {
  in: number;
  out: number;
  /** Whether each comes with the reason. */
  why: boolean;
}

/** Some for whom it holds and some for whom it does not. */
export const useRuleSample = (expression: string, isGood: boolean, wanted: Wanted) =>
  useQuery({
    queryKey: ['rule', 'sample', expression, wanted],
    queryFn: ({ signal }) => send<RuleSample>('POST', '/rules/sample', { expression, ...wanted }, undefined, signal),
    enabled: isGood,
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });

/** Traits, events and the like, as they came in so far. */
export const useNames = () =>
  useQuery({ queryKey: ['rule', 'names'], queryFn: ({ signal }) => get<KnownNames>('/rules/names', undefined, signal), staleTime: 30_000 });
