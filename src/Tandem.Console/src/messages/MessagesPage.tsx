import { SegmentedControl } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { addresses } from '../addresses';
import { PlaceTabs } from '../shell/PlaceTabs';
import { useWorkspace } from '../shell/queries';
import { useParameter } from '../ui/address/useParameter';
import { useSearchText } from '../ui/address/useSearchText';
import { Nothing } from '../ui/Nothing';
import { PageHeader } from '../ui/PageHeader';
import { DataTable } from '../ui/table/DataTable';
import { useColumns } from '../ui/table/useColumns';
import { usePages } from '../ui/table/usePages';
import { Views } from '../views/Views';
import { messageColumns } from './columns';
import { useMessages } from './queries';
import { SendingSwitch } from './SendingSwitch';
import { statuses } from './StatusChip';

export function MessagesPage() {
  const [status, setStatus] = useParameter('status');
  const typed = useSearchText('search');
  const workspace = useWorkspace();
  const messages = useMessages(status, typed.search);
  const { rows, paging } = usePages(messages);
  const columns = useColumns('messages', messageColumns);

  return (
    <>
      <PageHeader
        title="Messages"
        word="message"
        actions={
          <>
            <Views page="messages" columns={columns.changed ? columns.shown.map(({ id }) => id) : null} />
            <SendingSwitch />
          </>
        }
        description={
          workspace.data &&
          (workspace.data.sendingOutside
            ? `Sending to the outside is on, through ${workspace.data.smtp.host ?? 'SMTP'}.`
            : 'Sending to the outside is off: mails land in this mailbox and go nowhere else.')
        }
      />
      <PlaceTabs />
      <DataTable
        name="messages"
        label="Messages"
        columns={messageColumns}
        rows={rows}
        paging={paging}
        search={{ ...typed, label: 'Search messages', placeholder: 'Address or subject' }}
        tools={
          <SegmentedControl
            size="xs"
            aria-label="Status"
            value={status}
            onChange={setStatus}
            data={[{ value: '', label: 'All' }, ...statuses]}
            style={{ overflowX: 'auto', maxWidth: '100%' }}
          />
        }
        waiting={messages.isPlaceholderData}
        error={messages.error}
        again={() => void messages.refetch()}
        keyOf={({ id }) => id}
        linkTo={({ id }) => addresses.message(id)}
        empty={
          <Nothing icon={<IconMail size={32} stroke={1.4} />} title={status === '' ? 'No message yet' : 'No message like this'}>
            {status === ''
              ? 'A journey or a campaign sends messages; each of them, also one that was withheld, is kept here with the reasons.'
              : 'Choose another status.'}
          </Nothing>
        }
      />
    </>
  );
}
