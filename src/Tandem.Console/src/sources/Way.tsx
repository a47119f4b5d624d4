import { Anchor, UnstyledButton } from '@mantine/core';
import { Link } from 'react-router';
import { addresses } from '../addresses';
import type { WayStep } from '../api/types';
import { exactTime, momentOf } from '../ui/format';
import classes from './Sources.module.css';

/** An interaction's steps from the door to its customer. */
export function Way({ steps, open }: { steps: WayStep[]; open: (id: string) => void }) {
  return (
    <ol className={classes.way}>
      {steps.map((step, index) => (
        <li key={index} data-kind={step.kind}>
          <div>
            {step.text}{' '}
            {step.customer && (
              <Anchor component={Link} to={addresses.customer(step.customer)} size="sm">
                {step.customerName ?? 'Open the customer'}
              </Anchor>
            )}
            {step.other && (
              <UnstyledButton className={classes.textLink} onClick={() => open(step.other ?? '')}>
                Open the first one
              </UnstyledButton>
            )}
          </div>
          {step.at && (
            <time dateTime={step.at} title={exactTime(step.at)}>
              {momentOf(step.at)}
            </time>
          )}
        </li>
      ))}
    </ol>
  );
}
