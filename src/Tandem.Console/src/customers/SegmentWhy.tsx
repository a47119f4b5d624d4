import { Anchor, Skeleton, Text, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { addresses } from '../addresses';
import type { Customer } from '../api/types';
import { useSegments } from '../segments/queries';
import { Why } from '../segments/Why';
import { Chip } from '../ui/Chip';
import { Expression } from '../ui/Expression';
import { Failed } from '../ui/Failed';
import { Nothing } from '../ui/Nothing';
import { RowsSkeleton } from '../ui/RowsSkeleton';
import { Time } from '../ui/Time';
import { useParameter } from '../ui/address/useParameter';
import { useMembership } from './queries';
import classes from './SegmentWhy.module.css';

/** All segments: those that the customer is in and those that they are not in, each with the reason. */
export function SegmentWhy({ customer }: { customer: Customer }) {
  const { data, error, refetch } = useSegments();
  const [opened, setOpened] = useParameter('segment');
  const [filter, setFilter] = useState<'all' | 'in' | 'out'>('all');
  if (data === undefined)
    return error ? <Failed error={error} what="The segments" again={() => void refetch()} /> : <RowsSkeleton rows={6} />;
  if (data.items.length === 0)
    return <Nothing title="No segment yet">As soon as there is one, it is said here whether this customer is in it, and why.</Nothing>;

  const since = new Map(customer.memberships.map((membership) => [membership.segment, membership.since]));
  const sorted = [...data.items].sort((left, right) => Number(since.has(right.name)) - Number(since.has(left.name)));
  const shown = sorted.filter(({ name }) => filter === 'all' || since.has(name) === (filter === 'in'));

  return (
    <>
      <div className={classes.filters} role="group" aria-label="Show">
        {(['all', 'in', 'out'] as const).map((one) => (
          <UnstyledButton key={one} className={classes.filter} aria-pressed={filter === one} onClick={() => setFilter(one)}>
            {one === 'all' ? `All ${sorted.length}` : one === 'in' ? `In ${since.size}` : `Not in ${sorted.length - since.size}`}
          </UnstyledButton>
        ))}
      </div>
      <ul className={classes.segments}>
        {shown.map(({ name, title }) => {
          const isOpen = opened === name;
          const entered = since.get(name);
          return (
            <li key={name}>
              <UnstyledButton className={classes.segment} aria-expanded={isOpen} onClick={() => setOpened(isOpen ? null : name)}>
                <IconChevronRight size={14} className={classes.arrow} aria-hidden />
                <span className={classes.title}>{title}</span>
                <Chip tone={entered === undefined ? 'neutral' : 'accent'}>{entered === undefined ? 'not in it' : 'in it'}</Chip>
                {entered && (
                  <span className={classes.since}>
                    since <Time at={entered} />
                  </span>
                )}
              </UnstyledButton>
              {isOpen && <Reason customer={customer.id} segment={name} />}
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Reason({ customer, segment }: { customer: string; segment: string }) {
  const { data, error, refetch } = useMembership(customer, segment);
  if (data === undefined)
    return (
      <div className={classes.reason}>
        {error ? <Failed error={error} what="The reason" again={() => void refetch()} /> : <Skeleton h={48} aria-busy />}
      </div>
    );
  return (
    <div className={classes.reason}>
      <Text fw={600} size="sm">
        {data.in ? 'Why in' : 'Why not'}
      </Text>
      <Why why={data.why} />
      {data.pending && <Text size="sm">The rules changed, and this customer was not looked at since.</Text>}
      <div className={classes.rule}>
        <Expression text={data.expression} />
      </div>
      <Anchor component={Link} to={addresses.segment(segment)} size="sm">
        Open the segment
      </Anchor>
    </div>
  );
}
