import { addresses } from '../addresses';
import type { Overview } from '../api/types';
import { channelName } from '../sources/channels';
import { Bars } from '../ui/Bars';
import { ChartPanel } from '../ui/chart/ChartPanel';
import { plural, rate } from '../ui/format';

/** What came in and went out through each channel, as sources say which they are. */
export function Channels({ overview }: { overview: Overview | undefined }) {
  const channels = overview?.byChannel;
  return (
    <ChartPanel
      title="By channel"
      word="channel"
      note="accepted"
      data={{
        name: 'interactions-by-channel',
        columns: ['channel', 'sources', 'accepted', 'a second', 'messages sent'],
        rows: () =>
          channels?.map(({ channel, sources, accepted, interactionsPerSecond, messagesSent }) => [
            channelName(channel),
            sources,
            accepted,
            interactionsPerSecond,
            messagesSent,
          ]) ?? [],
      }}
    >
      <Bars
        label="Interactions by channel"
        rows={channels?.map(({ channel, accepted, interactionsPerSecond, messagesSent }) => ({
          name: channelName(channel),
          to: channel === null ? addresses.sources : undefined,
          value: accepted,
          note: [
            interactionsPerSecond >= 0.05 && `${rate(interactionsPerSecond)}/s`,
            messagesSent > 0 && `${plural(messagesSent, 'message')} sent`,
          ]
            .filter(Boolean)
            .join(', '),
        }))}
        empty="No channel yet: say on a source’s page which it is."
      />
    </ChartPanel>
  );
}
