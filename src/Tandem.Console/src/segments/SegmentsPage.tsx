import { Button, Skeleton } from '@mantine/core';
import { IconPlus, IconUsersGroup } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Segment } from '../api/types';
import { Chip } from '../ui/Chip';
import { Failed } from '../ui/Failed';
import { count, percent } from '../ui/format';
import { Nothing } from '../ui/Nothing';
import { ObjectList } from '../ui/ObjectList';
import { PageHeader } from '../ui/PageHeader';
import { Share } from '../ui/Share';
import classes from './Segments.module.css';
import { useSegments } from './queries';

const create = (
  <Button component={Link} to="/new/segment" leftSection={<IconPlus size={16} />}>
    New segment
  </Button>
);

export function SegmentsPage() {
  const { data, error, refetch } = useSegments();
  return (
    <>
      <PageHeader
        title="Segments"
        description="Customers for whom an expression holds, now."
        actions={data && data.items.length > 0 && create}
      />
      {data === undefined ? (
        error ? (
          <Failed error={error} what="The segments" again={() => void refetch()} />
        ) : (
          <Skeleton h={320} />
        )
      ) : data.items.length === 0 ? (
        <Nothing icon={<IconUsersGroup size={32} stroke={1.4} />} title="No segment yet" action={create}>
          A segment is an expression such as <code>events("Order Completed").within("90d").none()</code>. The engine keeps its members up to
          date with every interaction and with time passing, and entering or leaving it can start a journey.
        </Nothing>
      ) : (
        <ObjectList
          label="Segments"
          items={data.items}
          keyOf={(segment) => segment.name}
          linkTo={(segment) => `/segments/${encodeURIComponent(segment.name)}`}
          title={(segment) => segment.title}
          about={About}
          figures={Counts}
        />
      )}
    </>
  );
}

const About = (segment: Segment) => segment.description ?? <code className={classes.line}>{segment.expression}</code>;

const Counts = (segment: Segment) => (
  <span className={classes.counts}>
    {segment.evaluated < 1 && <Chip tone="waits">{percent(segment.evaluated, 0)} looked at</Chip>}
    <span className={classes.count}>
      <strong>{count(segment.count)}</strong>
      <span className={classes.share}>{segment.customers > 0 ? percent(segment.count / segment.customers, 1) : '–'}</span>
    </span>
    <Share part={segment.count} whole={segment.customers} />
  </span>
);
