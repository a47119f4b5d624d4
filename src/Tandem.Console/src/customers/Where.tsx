import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { addresses } from '../addresses';
import editor from '../segments/builder/Editor.module.css';
import { LiveCount } from '../segments/builder/LiveCount';
import { useRuleSample } from '../segments/builder/queries';
import { RuleSides } from '../segments/builder/RuleSides';
import { useRule } from '../segments/builder/useRule';
import { count } from '../ui/format';
import { Nothing } from '../ui/Nothing';
import { Panel } from '../ui/Panel';
import { DataTable } from '../ui/table/DataTable';
import { customerColumns } from './columns';
import classes from './Customers.module.css';

/** So many are shown of those whom conditions hold for. */
const most = 200;
const none: never[] = [];

interface Props {
  /** The conditions as an expression, as the address keeps them. */
  where: string;
  onChange: (where: string) => void;
}

/** Customers by what is known of them: conditions as in a segment, without making one. */
export function Where({ where, onChange }: Props) {
  const [text, setText] = useState(where);
  const rule = useRule(text, setText);
  const isGood = rule.checked?.ok === true;
  const found = useRuleSample(rule.settled, isGood, { in: most, out: 0, why: false });
  const navigate = useNavigate();

  // The address follows what can be asked, and the page follows the address.
  const [kept, setKept] = useState(where);
  useEffect(() => {
    if (isGood && rule.settled !== kept) {
      setKept(rule.settled);
      onChange(rule.settled);
    }
  }, [isGood, rule.settled, kept, onChange]);
  if (where !== kept) {
    setKept(where);
    setText(where);
  }

  return (
    <>
      <Panel
        title="Conditions"
        flush
        actions={
          <Button
            variant="default"
            size="compact-sm"
            disabled={!isGood}
            onClick={() => void navigate(addresses.create('segment'), { state: { expression: rule.settled } })}
          >
            Make it a segment
          </Button>
        }
      >
        <RuleSides rule={rule} text={text} onChange={setText} label="The conditions as an expression" />
        <LiveCount expression={rule.settled} isGood={isGood} isChecking={rule.isChecking} />
      </Panel>
      <div className={classes.found}>
        <DataTable
          name="customers-found"
          label="Customers found"
          columns={customerColumns}
          rows={isGood || rule.isChecking || rule.error || found.data ? found.data?.in.map(({ customer }) => customer) : none}
          waiting={found.isPlaceholderData}
          error={rule.error ?? (isGood ? found.error : null)}
          again={rule.error ? rule.again : () => void found.refetch()}
          keyOf={({ id }) => id}
          linkTo={({ id }) => addresses.customer(id)}
          foot={
            found.data !== undefined &&
            found.data.in.length >= most && (
              <p className={editor.more}>{count(most)} of them are shown, as they were found. Add a condition to narrow it.</p>
            )
          }
          empty={
            text.trim() === '' ? (
              <Nothing title="Whom are you looking for?">Add a condition above: a trait, something they did, a segment.</Nothing>
            ) : (
              <Nothing title="Nobody was found">No customer was found for whom these conditions hold.</Nothing>
            )
          }
        />
      </div>
    </>
  );
}
