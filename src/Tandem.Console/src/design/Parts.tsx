import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconClock, IconPlus } from '@tabler/icons-react';
import { Chip } from '../ui/Chip';
import { CopyId } from '../ui/CopyId';
import { Expression } from '../ui/Expression';
import { Figures } from '../ui/Figures';
import { Panel } from '../ui/Panel';
import classes from './Design.module.css';

/** Figures, chips, buttons, ids, expressions. */
export function Parts() {
  return (
    <>
      <Figures
        label="Figures"
        items={[
          { label: 'Customers', word: 'customer', value: '88,317', note: '412 accounts' },
          { label: 'Unknown yet', value: undefined },
          { label: 'None', value: null, note: 'neither zero nor unknown' },
          { label: 'Zero', value: '0' },
          { label: 'Waiting', value: '1,204', tone: 'waits', note: 'amber: it waits' },
          { label: 'Failed', value: '3', tone: 'broken', note: 'red: it is broken' },
        ]}
      />
      <div className={classes.pair}>
        <Panel title="Chips" note="a state in a word">
          <div className={classes.row}>
            <Chip>Draft</Chip>
            <Chip tone="accent" icon={<IconCheck size={13} aria-hidden />}>
              Live
            </Chip>
            <Chip tone="waits" icon={<IconClock size={13} aria-hidden />}>
              Waits
            </Chip>
            <Chip tone="broken" icon={<IconAlertTriangle size={13} aria-hidden />}>
              Failed
            </Chip>
            <Chip tone="marketing">Marketing</Chip>
            <Chip tone="it">IT</Chip>
          </div>
        </Panel>
        <Panel title="Buttons" note="a verb each">
          <div className={classes.row}>
            <Button leftSection={<IconPlus size={16} />}>New segment</Button>
            <Button variant="default">Cancel</Button>
            <Button variant="subtle">Show all</Button>
            <Button color="red">Erase for good</Button>
            <Button disabled>Publish</Button>
            <Button loading>Publish</Button>
          </div>
        </Panel>
        <Panel title="Ids" note="shortened in the middle, a click copies">
          <CopyId label="Message id" value="0a1b2c3d4e5f60718293a4b5c6d7e8f9" />
        </Panel>
        <Panel title="Expressions" note="the exact thing, one step behind the picture">
          <Expression text={'events("Order Completed").within("90d").count() >= 2 && customer.traits.plan == "gold"'} />
        </Panel>
      </div>
    </>
  );
}
