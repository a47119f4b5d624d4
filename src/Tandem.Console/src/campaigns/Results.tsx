import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { Campaign } from '../api/types';
import { Nothing } from '../ui/Nothing';
import { ChartPanel } from '../ui/chart/ChartPanel';
import { Panel } from '../ui/Panel';
import { armData } from './armData';
import { ArmTable } from './ArmTable';
import { armColours } from './armColours';
import classes from './Campaigns.module.css';
import { DotWhiskers } from './DotWhiskers';
import { dotPanels, type View } from './dotPanels';
import { controlOf, reading, resultOf, valueReading } from './words';

/** What the campaign changed: in words, as a picture with intervals, as numbers. */
export function Results({ campaign }: { campaign: Campaign }) {
  const control = controlOf(campaign);
  const [view, setView] = useState<View>(control ? 'lift' : 'arms');
  if (campaign.assigned === 0)
    return (
      <Nothing title="Nobody is in an arm yet">
        {campaign.state === 'launching' ? 'The audience is being put into arms.' : 'Results appear with the first customer in an arm.'}
      </Nothing>
    );

  const sentences = campaign.goals.flatMap((goal) =>
    campaign.arms
      .filter((arm) => !arm.control)
      .flatMap((arm) => {
        const result = resultOf(arm, goal);
        if (result === undefined) return [];
        const base = resultOf(control, goal);
        const text = [reading(arm, goal, result, base), valueReading(goal, result, base)].filter((sentence) => sentence !== null);
        return text.length > 0 ? [{ key: `${goal.name} ${arm.name}`, text: text.join(' ') }] : [];
      }),
  );

  const panels = dotPanels(campaign, view, armColours(campaign.arms));
  return (
    <div className={classes.results}>
      {sentences.length > 0 && (
        <Panel title="In words" note="each against the control group">
          <ul className={classes.sentences}>
            {sentences.map(({ key, text }) => (
              <li key={key}>{text}</li>
            ))}
          </ul>
        </Panel>
      )}
      <ChartPanel
        title={view === 'lift' ? 'Lift against the control group' : 'Each arm by itself'}
        note="dots with 95% intervals"
        data={{
          name: `${campaign.name}-${view}`,
          columns: ['measure', 'unit', 'arm', 'value', 'low', 'high'],
          rows: () =>
            panels.flatMap(({ title, unit, rows }) =>
              rows.map(({ label, estimate }) => [title, unit, label, estimate.value, estimate.low, estimate.high]),
            ),
        }}
        actions={
          control && (
            <SegmentedControl
              size="xs"
              aria-label="What the picture shows"
              value={view}
              onChange={(value) => setView(value as View)}
              data={[
                { value: 'lift', label: 'Lift' },
                { value: 'arms', label: 'Each arm' },
              ]}
            />
          )
        }
      >
        <div className={classes.charts}>
          {panels.map((panel) => (
            <DotWhiskers key={panel.title} {...panel} />
          ))}
        </div>
      </ChartPanel>
      <ChartPanel title="Arms" word="arm" data={armData(campaign)}>
        <ArmTable campaign={campaign} colours={armColours(campaign.arms)} />
      </ChartPanel>
    </div>
  );
}
