import { Anchor, Drawer, Group, Table, Text } from '@mantine/core';
import { useRef, useState } from 'react';
import { Link } from 'react-router';
import { Chip } from '../ui/Chip';
import { listed } from '../ui/chart/ChartDownload';
import { Download } from '../ui/Download';
import { Failed } from '../ui/Failed';
import { count } from '../ui/format';
import { RowsSkeleton } from '../ui/RowsSkeleton';
import { csv } from '../ui/table/csv';
import { Time } from '../ui/Time';
import classes from './Customers.module.css';
import { plainTrait } from './plainTrait';
import { useTraitHistory } from './queries';
import { TraitValue } from './TraitValue';

interface Props {
  customer: string;
  /** Whether others turned out to be this one. */
  joined: boolean;
  /** Null while none is open. */
  trait: string | null;
  onClose: () => void;
}

/** What a trait of a customer was, when it changed, and by whom. */
export function TraitHistory({ customer, joined, trait, onClose }: Props) {
  // The last one stays drawn while the drawer slides away.
  const [shown, setShown] = useState(trait);
  if (trait !== null && trait !== shown) setShown(trait);

  return (
    <Drawer
      opened={trait !== null}
      onClose={onClose}
      position="right"
      size="lg"
      title={`History of ${shown ?? ''}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {shown !== null && <Changes customer={customer} joined={joined} trait={shown} />}
    </Drawer>
  );
}

const names = ['when', 'from', 'to', 'said by', 'interaction'];

function Changes({ customer, joined, trait }: { customer: string; joined: boolean; trait: string }) {
  const { data, error, refetch } = useTraitHistory(customer, trait);
  const drawn = useRef<HTMLTableElement>(null);
  if (data === undefined)
    return error ? <Failed error={error} what="This history" again={() => void refetch()} /> : <RowsSkeleton rows={4} />;
  if (data.items.length === 0)
    return (
      <Text c="dimmed">
        {data.complete ? 'No interaction of this customer said anything of it.' : 'No interaction that is still kept said anything of it.'}
      </Text>
    );
  const rows = data.items.map(({ at, before, value, source, item }) => [at, plainTrait(before), plainTrait(value), source, item]);
  return (
    <>
      <Group justify="flex-end">
        <Download
          title={`the history of ${trait}`}
          name={`history-of-${trait}`}
          drawn={drawn}
          words={listed}
          csv={() => csv(names, rows)}
        />
      </Group>
      <Table ref={drawn} verticalSpacing="xs" aria-label={`Values of ${trait}`} className={classes.changes}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">When</Table.Th>
            <Table.Th scope="col">From</Table.Th>
            <Table.Th scope="col">To</Table.Th>
            <Table.Th scope="col">Said by</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {data.items.map(({ value, before, source, at, item }, index) => (
            <Table.Tr key={`${item ?? 'state'} ${at}`}>
              <Table.Td>
                <Time at={at} />
              </Table.Td>
              <Table.Td c="dimmed">
                <TraitValue value={before} />
              </Table.Td>
              <Table.Td>
                {value === null ? <span className={classes.kind}>taken away</span> : <TraitValue value={value} />}{' '}
                {index === 0 && <Chip>now</Chip>}
              </Table.Td>
              <Table.Td>
                {item === null ? (
                  source
                ) : (
                  <Anchor component={Link} to={`?item=${encodeURIComponent(item)}`} size="sm" title="Open the interaction in the timeline">
                    {source}
                  </Anchor>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text c="dimmed" size="sm" mt="md">
        {data.changes > data.items.length
          ? `The newest ${count(data.items.length)} of ${count(data.changes)} changes are shown.`
          : data.complete
            ? 'The beginning: nothing was said of it before.'
            : 'Older interactions could not be read: there may have been other values before.'}
        {joined && ' What was said of customers who were joined with this one is among it.'}
      </Text>
    </>
  );
}
