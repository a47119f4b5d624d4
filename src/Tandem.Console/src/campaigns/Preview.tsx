import { Skeleton } from '@mantine/core';
import type { Campaign } from '../api/types';
import { Failed } from '../ui/Failed';
import { plural } from '../ui/format';
import { ChartPanel } from '../ui/chart/ChartPanel';
import { Time } from '../ui/Time';
import { armColours } from './armColours';
import { Audience } from './Audience';
import { usePreview } from './queries';

/** Before the launch: who will get it, and who will not, by reason. */
export function Preview({ campaign }: { campaign: Campaign }) {
  const { data: preview, error, refetch } = usePreview(campaign.name);
  if (error) return <Failed error={error} what="The preview of the audience" again={() => void refetch()} />;
  if (preview === undefined) return <Skeleton h={240} />;
  return (
    <ChartPanel
      title="Who gets it"
      data={{
        name: `${campaign.name}-audience`,
        columns: ['group', 'customers'],
        rows: () => [
          ['gets a message', preview.receives],
          ['control group', preview.control],
          ...preview.excluded.map(({ label, count }) => [label, count]),
          ...preview.arms.map(({ name, count }) => [`arm ${name}`, count]),
        ],
      }}
      note={
        <>
          {plural(preview.audience, 'customer')} in {campaign.audience}, counted <Time at={preview.at} />
        </>
      }
    >
      <Audience preview={preview} colours={armColours(campaign.arms)} />
    </ChartPanel>
  );
}
