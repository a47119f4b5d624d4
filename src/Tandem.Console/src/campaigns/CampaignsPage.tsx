import { Button } from '@mantine/core';
import { IconFlask, IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { addresses } from '../addresses';
import type { Campaign } from '../api/types';
import { PlaceTabs } from '../shell/PlaceTabs';
import { Nothing } from '../ui/Nothing';
import { PageHeader } from '../ui/PageHeader';
import type { Column } from '../ui/table/column';
import { DataTable } from '../ui/table/DataTable';
import { ObjectCell } from '../ui/table/ObjectCell';
import { CampaignState } from './CampaignState';
import { stateOf } from './stateOf';
import { useCampaigns } from './queries';
import { points, pointsWithInterval, resultOf } from './words';

const create = (
  <Button component={Link} to={addresses.create('campaign')} leftSection={<IconPlus size={16} />}>
    New campaign
  </Button>
);

/** The largest lift for the first goal: what the campaign is looked at for. */
function headline({ goals, arms }: Campaign) {
  const goal = goals[0];
  const lifts = arms.flatMap((arm) => {
    const lift = goal && resultOf(arm, goal)?.lift;
    return lift ? [{ arm: arm.name, goal: goal.name, lift }] : [];
  });
  return lifts.sort((a, b) => b.lift.value - a.lift.value)[0];
}

const columns: Column<Campaign>[] = [
  {
    id: 'title',
    label: 'Campaign',
    word: 'campaign',
    width: 'minmax(0, 1fr)',
    value: ({ title }) => title,
    cell: (campaign) => (
      <ObjectCell
        title={campaign.title}
        state={<CampaignState campaign={campaign} />}
        about={campaign.description ?? `Audience: ${campaign.audience}`}
      />
    ),
  },
  { id: 'name', label: 'Name', width: '140px', wideOnly: true, extra: true, value: ({ name }) => name },
  { id: 'state', label: 'State', width: '88px', wideOnly: true, extra: true, value: (campaign) => stateOf(campaign) },
  { id: 'audience', label: 'Audience', word: 'segment', width: '140px', wideOnly: true, value: ({ audience }) => audience },
  {
    id: 'assigned',
    label: 'Assigned',
    width: '88px',
    wideOnly: true,
    align: 'right',
    value: ({ assigned }) => assigned,
  },
  {
    id: 'lift',
    label: 'Best lift',
    width: '96px',
    align: 'right',
    value: (campaign) => headline(campaign)?.lift.value ?? null,
    cell: (campaign) => {
      const best = headline(campaign);
      return best ? (
        <span title={`${best.goal} by ${best.arm}, 95% interval ${pointsWithInterval(best.lift).interval}`}>
          {points(best.lift.value)} pts
        </span>
      ) : (
        '–'
      );
    },
  },
];

export function CampaignsPage() {
  const { data, error, refetch } = useCampaigns();
  return (
    <>
      <PageHeader
        title="Campaigns"
        word="campaign"
        description="An audience put into arms at random, with a control group, so that the lift can be measured."
        actions={data && data.items.length > 0 && create}
      />
      <PlaceTabs />
      <DataTable
        name="campaigns"
        label="Campaigns"
        tall
        columns={columns}
        rows={data?.items}
        error={error}
        again={() => void refetch()}
        keyOf={({ name }) => name}
        linkTo={({ name }) => addresses.campaign(name)}
        empty={
          <Nothing icon={<IconFlask size={32} stroke={1.4} />} title="No campaign yet" action={create}>
            A campaign sends to a segment, holds some of it back as a control group and measures a goal. Before it starts it shows who gets
            it and who does not, by reason. <code>./dev demo</code> shows a real one of 64,000 customers.
          </Nothing>
        }
      />
    </>
  );
}
