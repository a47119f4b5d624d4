import { Button, Skeleton } from '@mantine/core';
import { IconFlask, IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Campaign } from '../api/types';
import { Failed } from '../ui/Failed';
import { count } from '../ui/format';
import { InlineFigures } from '../ui/InlineFigures';
import { Nothing } from '../ui/Nothing';
import { ObjectList } from '../ui/ObjectList';
import { PageHeader } from '../ui/PageHeader';
import { CampaignState } from './CampaignState';
import { useCampaigns } from './queries';
import { points, pointsWithInterval, resultOf } from './words';

const create = (
  <Button component={Link} to="/new/campaign" leftSection={<IconPlus size={16} />}>
    New campaign
  </Button>
);

export function CampaignsPage() {
  const { data, error, refetch } = useCampaigns();
  return (
    <>
      <PageHeader
        title="Campaigns"
        description="An audience put into arms at random, with a control group, so that the lift can be measured."
        actions={data && data.items.length > 0 && create}
      />
      {data === undefined ? (
        error ? (
          <Failed error={error} what="The campaigns" again={() => void refetch()} />
        ) : (
          <Skeleton h={200} />
        )
      ) : data.items.length === 0 ? (
        <Nothing icon={<IconFlask size={32} stroke={1.4} />} title="No campaign yet" action={create}>
          A campaign sends to a segment, holds some of it back as a control group and measures a goal. Before it starts it shows who gets it
          and who does not, by reason.
        </Nothing>
      ) : (
        <ObjectList
          label="Campaigns"
          items={data.items}
          keyOf={(campaign) => campaign.name}
          linkTo={(campaign) => `/campaigns/${encodeURIComponent(campaign.name)}`}
          title={(campaign) => campaign.title}
          state={(campaign) => <CampaignState campaign={campaign} />}
          about={(campaign) => campaign.description ?? `Audience: ${campaign.audience}`}
          figures={(campaign) => <InlineFigures items={headline(campaign)} />}
        />
      )}
    </>
  );
}

/** How many are assigned, and each arm's lift for the first goal. */
function headline(campaign: Campaign) {
  const goal = campaign.goals[0];
  const lifts = campaign.arms.flatMap((arm) => {
    const lift = goal && resultOf(arm, goal)?.lift;
    return lift
      ? [
          {
            label: `${goal.name}, ${arm.name}`,
            value: <span title={`95% interval ${pointsWithInterval(lift).interval}`}>{points(lift.value)} pts</span>,
          },
        ]
      : [];
  });
  return [...lifts.slice(0, 2), { label: 'assigned', value: count(campaign.assigned) }];
}
