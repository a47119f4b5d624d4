import { Skeleton } from '@mantine/core';
import type { Campaign } from '../api/types';
import { Failed } from '../ui/Failed';
import { plural } from '../ui/format';
import { Panel } from '../ui/Panel';
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
    <Panel
      title="Who gets it"
      note={
        <>
          {plural(preview.audience, 'customer')} in {campaign.audience}, counted <Time at={preview.at} />
        </>
      }
    >
      <Audience preview={preview} colours={armColours(campaign.arms)} />
    </Panel>
  );
}
