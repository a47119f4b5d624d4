import { Skeleton, Tabs } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useParams } from 'react-router';
import { Link } from 'react-router';
import { addresses } from '../addresses';
import { DefinitionTab } from '../definitions/DefinitionTab';
import { HistoryTab } from '../definitions/HistoryTab';
import { Failed } from '../ui/Failed';
import { Figures } from '../ui/Figures';
import { count } from '../ui/format';
import { PageHeader } from '../ui/PageHeader';
import { Time } from '../ui/Time';
import { useTab } from '../ui/address/useTab';
import classes from './Campaigns.module.css';
import { CampaignState } from './CampaignState';
import { LaunchButton } from './LaunchButton';
import { Preview } from './Preview';
import { Results } from './Results';
import { useCampaign } from './queries';

export function CampaignPage() {
  const { name = '' } = useParams();
  const { data: campaign, error, refetch } = useCampaign(name);
  const [tab, setTab] = useTab('campaign');

  if (campaign === undefined && error)
    return (
      <Failed
        error={error}
        what={`The campaign ${name}`}
        again={() => void refetch()}
        back={{ label: 'All campaigns', to: addresses.campaigns }}
      />
    );

  const before = campaign !== undefined && campaign.state === 'draft' && campaign.assigned === 0;
  const sent = campaign?.arms.reduce((sum, arm) => sum + arm.sent, 0) ?? 0;
  const withheld = campaign?.arms.reduce((sum, arm) => sum + arm.withheld, 0) ?? 0;

  return (
    <>
      <PageHeader
        title={campaign?.title ?? name}
        parent={{ label: 'Campaigns', to: addresses.campaigns }}
        state={campaign && <CampaignState campaign={campaign} />}
        description={campaign?.description}
        actions={before && <LaunchButton campaign={campaign} />}
      />
      <Figures
        label="Key figures"
        items={[
          {
            label: 'Audience',
            word: 'segment',
            value: campaign && (
              <Link to={addresses.segment(campaign.audience)} className={classes.audience}>
                {campaign.audience}
              </Link>
            ),
          },
          {
            label: 'Assigned',
            word: 'arm',
            value: campaign && count(campaign.assigned),
            note: campaign && `in ${campaign.arms.length} arms`,
          },
          ...(campaign?.externalAssignment
            ? []
            : [
                { label: 'Sent', value: campaign && count(sent) },
                { label: 'Withheld', value: campaign && count(withheld) },
              ]),
          {
            label: 'Goals',
            word: 'goal',
            value: campaign && count(campaign.goals.length),
            note: campaign?.goals.map(({ name: goal }) => goal).join(', '),
          },
          ...(campaign?.externalAssignment
            ? []
            : [
                {
                  label: 'Launched',
                  value: campaign && (campaign.launchedAt === null ? null : <Time at={campaign.launchedAt} />),
                  note: campaign?.launchedBy ? `by ${campaign.launchedBy}` : undefined,
                },
              ]),
        ]}
      />
      {campaign?.externalAssignment && (
        <p className={classes.note}>
          <IconInfoCircle size={16} aria-hidden />{' '}
          <span>
            Another system put the customers into arms and wrote to them; what it recorded came in as <em>Experiment Viewed</em>{' '}
            interactions.
          </span>
        </p>
      )}
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="campaign">{before ? 'Before the launch' : 'Results'}</Tabs.Tab>
          <Tabs.Tab value="definition">Definition</Tabs.Tab>
          <Tabs.Tab value="history">History</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="campaign">
          {campaign === undefined ? <Skeleton h={360} /> : before ? <Preview campaign={campaign} /> : <Results campaign={campaign} />}
        </Tabs.Panel>
        <Tabs.Panel value="definition">
          <DefinitionTab kind="campaign" name={name} />
        </Tabs.Panel>
        <Tabs.Panel value="history">
          <HistoryTab kind="campaign" name={name} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
