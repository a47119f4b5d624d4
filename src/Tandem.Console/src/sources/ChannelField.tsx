import { NativeSelect } from '@mantine/core';
import type { Source } from '../api/types';
import { channelChoices, channelName } from './channels';
import { useChangeSource } from './queries';
import { notify } from '../ui/notices/notify';

/** Through what customers are met at a source; changed at once. */
export function ChannelField({ source }: { source: Source }) {
  const change = useChangeSource(source.name);
  return (
    <NativeSelect
      label="Channel"
      size="xs"
      value={change.isPending ? change.variables.channel : (source.channel ?? '')}
      data={channelChoices}
      error={change.error?.message}
      onChange={(event) => {
        const channel = event.currentTarget.value;
        change.mutate(
          { channel },
          {
            onSuccess: (changed) => void notify({ message: `The channel of ${changed.title} is ${channelName(changed.channel)}.` }),
          },
        );
      }}
    />
  );
}
