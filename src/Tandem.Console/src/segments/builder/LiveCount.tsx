import { Skeleton } from '@mantine/core';
import { Failed } from '../../ui/Failed';
import { count, decimal, percent } from '../../ui/format';
import { Share } from '../../ui/Share';
import { Time } from '../../ui/Time';
import type { RuleCount } from '../../api/types';
import classes from './Editor.module.css';
import { useRuleCount } from './queries';

interface Props {
  expression: string;
  isGood: boolean;
  /** Whether it is good is not known yet. */
  isChecking: boolean;
}

/** How many customers a rule holds for now, and how that is known. */
export function LiveCount({ expression, isGood, isChecking }: Props) {
  const { data, error, isPlaceholderData, isFetching, refetch } = useRuleCount(expression, isGood);
  if (data === undefined && error !== null && isGood) return <Failed error={error} what="The count" again={() => void refetch()} />;
  const isOld = !isGood || isPlaceholderData;
  return (
    <div className={classes.count} aria-busy={(isGood || isChecking) && data === undefined} data-old={isOld || undefined}>
      {data === undefined ? (
        isGood || isChecking ? (
          <Skeleton h={32} w={220} />
        ) : (
          <span className={classes.quiet}>How many customers these are is counted once the rule is whole.</span>
        )
      ) : (
        <>
          <div className={classes.number} role="status" aria-label="Customers now">
            {data.method === 'sample' && 'about '}
            {count(data.count)}
            <span className={classes.of}> of {count(data.customers)} customers now</span>
          </div>
          <Share part={data.count} whole={data.customers} />
          <div className={classes.quiet}>
            {isOld ? (isFetching ? 'Counting …' : 'Of the rule as it was before.') : howKnown(data)}
            {data.since && (
              <>
                {' '}
                The past is known since <Time at={data.since} />.
              </>
            )}
            {data.notCounted.map(({ message }) => ` ${message}`)}
          </div>
        </>
      )}
    </div>
  );
}

function howKnown({ method, low, high, scanned, customers, count: found, seconds, errors }: RuleCount) {
  const share = customers > 0 ? `${percent(found / customers)}. ` : '';
  const how =
    method === 'exact'
      ? `Exact: all were looked at, in ${decimal(seconds, 2)} s.`
      : `Between ${count(low)} and ${count(high)} with 95% certainty, by a sample of ${count(scanned)} in ${decimal(seconds, 2)} s.`;
  return `${share}${how}${errors > 0 ? ` For ${count(errors)} of them data is missing, which counts as no.` : ''}`;
}
