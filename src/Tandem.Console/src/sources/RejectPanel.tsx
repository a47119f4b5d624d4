import { Anchor, Skeleton, Stack, Text } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { Link } from 'react-router';
import { addresses } from '../addresses';
import type { Mended, Reject } from '../api/types';
import { Failed } from '../ui/Failed';
import { exactTime } from '../ui/format';
import { CopyCode } from '../ui/Raw';
import { RowsSkeleton } from '../ui/RowsSkeleton';
import ui from '../ui/ui.module.css';
import { useReject } from './queries';
import classes from './Sources.module.css';

// The editor is large, and only who mends something needs it.
const Mending = lazy(async () => ({ default: (await import('./Mending')).Mending }));

/** A rejected item: what is wrong with it, where, and an editor to mend it in; or what became of it. */
export function RejectPanel({ source, id }: { source: string; id: string }) {
  const { data, error, refetch } = useReject(source, id);
  if (data === undefined) return error ? <Failed error={error} what="This item" again={() => void refetch()} /> : <RowsSkeleton rows={9} />;
  const { item } = data;
  return (
    <Stack gap="md">
      <Origin item={item} />
      {item.mended ? (
        <>
          <Done source={source} mended={item.mended} />
          <Text size="sm" c="dimmed">
            As it came, and was rejected: {item.errors[0]?.message}
          </Text>
          <Body text={data.text} />
        </>
      ) : item.body === '' ? (
        <Text c="dimmed">What was sent is not kept: {item.errors[0]?.message}</Text>
      ) : (
        <Suspense fallback={<Skeleton h={320} />}>
          <Mending source={source} detail={data} />
        </Suspense>
      )}
    </Stack>
  );
}

const Origin = ({ item }: { item: Reject }) => (
  <div>
    <Text size="sm">
      Sent to <code>{item.endpoint}</code>
      {item.index !== null && `, item ${item.index + 1} of its batch`}, {exactTime(item.at)}.
    </Text>
    {item.isCut && (
      <Text size="sm" c="var(--waits)">
        Only its first 32 KB are kept: what is missing must be added before it can be sent.
      </Text>
    )}
    {item.around && (
      <details className={classes.around}>
        <summary>What stood around its batch holds for it, too</summary>
        <code>{`{${item.around}}`}</code>
      </details>
    )}
  </div>
);

const Done = ({ source, mended }: { source: string; mended: Mended }) => (
  <div role="status" className={classes.done}>
    <span>
      Mended and sent again {exactTime(mended.at)}, {mended.by === 'console' ? 'in the console' : 'through the API'}.
    </span>
    {mended.items.map((item, number) => (
      <Anchor key={item} component={Link} to={`${addresses.source(source)}?item=${item}`} size="sm">
        {mended.items.length === 1 ? 'Follow what came of it' : `Follow item ${number + 1}`}
      </Anchor>
    ))}
  </div>
);

const Body = ({ text }: { text: string }) => (
  <div className={ui.code}>
    <CopyCode text={text} label="the raw body" />
    <pre tabIndex={0} aria-label="The raw body">
      {text}
    </pre>
  </div>
);
