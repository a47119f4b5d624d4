import { Failed } from '../ui/Failed';
import { Nothing } from '../ui/Nothing';
import { RowsSkeleton } from '../ui/RowsSkeleton';
import { MessageList } from '../messages/MessageList';
import { useCustomerMessages } from './queries';

export function CustomerMessages({ customerKey }: { customerKey: string }) {
  const { data, error, refetch } = useCustomerMessages(customerKey);
  if (error) return <Failed error={error} what="The messages" again={() => void refetch()} />;
  if (data === undefined) return <RowsSkeleton rows={4} />;
  if (data.items.length === 0)
    return <Nothing title="No message yet">Journeys and campaigns write to customers; each message says why it was sent.</Nothing>;
  return <MessageList messages={data.items} />;
}
