import { Skeleton } from '@mantine/core';
import { Link } from 'react-router';
import { addresses } from '../../addresses';
import { nameOf } from '../../customers/naming';
import { Failed } from '../../ui/Failed';
import { Panel } from '../../ui/Panel';
import type { SampledCustomer } from '../../api/types';
import classes from './Editor.module.css';
import { useRuleSample } from './queries';
import { Why } from '../Why';

const wanted = { in: 5, out: 5, why: true };

/** Some customers for whom a rule holds, and some for whom it does not, each with the reason. */
export function Samples({ expression, isGood, isChecking }: { expression: string; isGood: boolean; isChecking: boolean }) {
  const { data, error, refetch } = useRuleSample(expression, isGood, wanted);
  if (data === undefined && error !== null && isGood) return <Failed error={error} what="The examples" again={() => void refetch()} />;
  return (
    <div className={classes.samples}>
      <Side title="In it, for example" people={data?.in} awaited={isGood || isChecking} none="Nobody was found for whom it holds." />
      <Side
        title="Not in it, for example"
        people={data?.out}
        awaited={isGood || isChecking}
        none="Nobody was found for whom it does not hold."
      />
      {data?.notCounted.map(({ message }) => (
        <p key={message} className={classes.quiet}>
          {message}
        </p>
      ))}
    </div>
  );
}

function Side({ title, people, awaited, none }: { title: string; people: SampledCustomer[] | undefined; awaited: boolean; none: string }) {
  return (
    <Panel title={title} note="with the reason" flush>
      {people === undefined ? (
        <div className={classes.person} aria-busy={awaited}>
          {awaited ? <Skeleton h={40} /> : <span className={classes.quiet}>Shown once the rule is whole.</span>}
        </div>
      ) : people.length === 0 ? (
        <div className={classes.person}>
          <span className={classes.quiet}>{none}</span>
        </div>
      ) : (
        <ul className={classes.people}>
          {people.map(({ customer, why }) => (
            <li key={customer.id} className={classes.person}>
              <Link to={addresses.customer(customer.id)}>{nameOf(customer)}</Link>
              {why && <Why why={why} />}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
