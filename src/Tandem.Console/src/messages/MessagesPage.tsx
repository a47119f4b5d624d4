import { CloseButton, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconMail, IconSearch } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useWorkspace } from '../shell/queries';
import { Failed } from '../ui/Failed';
import { Nothing } from '../ui/Nothing';
import { PageHeader } from '../ui/PageHeader';
import { RowsSkeleton } from '../ui/RowsSkeleton';
import { MessageList } from './MessageList';
import classes from './Messages.module.css';
import { MessagesTabs } from './MessagesTabs';
import { SendingSwitch } from './SendingSwitch';
import { useMessages } from './queries';
import { statuses } from './StatusChip';

export function MessagesPage() {
  const [parameters, setParameters] = useSearchParams();
  const status = parameters.get('status') ?? '';
  const [text, setText] = useState('');
  const [search] = useDebouncedValue(text.trim(), 200);
  const workspace = useWorkspace();
  const messages = useMessages(status, search);

  const { hasNextPage, isFetchingNextPage, fetchNextPage } = messages;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const rows = messages.data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = status !== '' || search !== '';

  return (
    <>
      <PageHeader
        title="Messages"
        actions={<SendingSwitch />}
        description={
          workspace.data &&
          (workspace.data.sendingOutside
            ? `Sending to the outside is on, through ${workspace.data.smtp.host ?? 'SMTP'}.`
            : 'Sending to the outside is off: mails land in this mailbox and go nowhere else.')
        }
      />
      <MessagesTabs />
      <div className={classes.tools}>
        <SegmentedControl
          size="xs"
          aria-label="Status"
          value={status}
          onChange={(value) => setParameters(value === '' ? {} : { status: value }, { replace: true })}
          data={[{ value: '', label: 'All' }, ...statuses]}
          style={{ overflowX: 'auto', maxWidth: '100%' }}
        />
        <TextInput
          size="xs"
          w={280}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          placeholder="Address or subject"
          aria-label="Search messages"
          leftSection={<IconSearch size={14} aria-hidden />}
          rightSection={text === '' ? null : <CloseButton size="xs" onClick={() => setText('')} aria-label="Clear the search" />}
        />
      </div>
      {messages.isPending ? (
        <div className={classes.list}>
          <RowsSkeleton rows={10} />
        </div>
      ) : messages.isError && rows.length === 0 ? (
        <Failed error={messages.error} what="The messages" again={() => void messages.refetch()} />
      ) : rows.length === 0 ? (
        <Nothing icon={<IconMail size={32} stroke={1.4} />} title={filtered ? 'No message like this' : 'No message yet'}>
          {filtered
            ? 'Choose another status or search for something else.'
            : 'A journey or a campaign sends messages; each of them, also one that was withheld, is kept here with the reasons.'}
        </Nothing>
      ) : (
        <MessageList messages={rows} more={more} />
      )}
    </>
  );
}
