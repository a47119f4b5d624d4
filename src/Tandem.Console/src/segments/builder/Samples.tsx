import { Skeleton } from '@mantine/core';
import { Link } from 'react-router';
import { addresses } from '../../addresses';
import { nameOf } from '../../customers/naming';
import { Failed } from '../../ui/Failed';
import { Panel } from '../../ui/Panel';
import type { SampledCustomer } from './api';
import classes from './Editor.module.css';
import { useRuleSample } from './queries';
import { Why } from '../Why';

/** Some customers for whom a rule holds, and some for whom it does not, each with the reason. */
export function Samples({ expression, isGood }: { expression: string; isGood: boolean }) {
  const { data, error, refetch } = useRuleSample(expression, isGood);
  if (data === undefined && error !== null && isGood) return <Failed error={error} what="The examples" again={() => void refetch()} />;
  return (
    <div className={classes.samples}>
      <Side title="In it, for example" people={data?.in} isGood={isGood} none="Nobody was found for whom it holds." />
      <Side title="Not in it, for example" people={data?.out} isGood={isGood} none="Nobody was found for whom it does not hold." />
    </div>
  );
}

function Side({ title, people, isGood, none }: { title: string; people: SampledCustomer[] | undefined; isGood: boolean; none: string }) {
  return (
    <Panel title={title} note="with the reason" flush>
      {people === undefined ? (
        <div className={classes.person} aria-busy={isGood}>
          {isGood ? <Skeleton h={40} /> : <span className={classes.quiet}>Shown once the rule is whole.</span>}
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
              <Why why={why} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
