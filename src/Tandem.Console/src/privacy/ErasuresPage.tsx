import { IconEraser } from '@tabler/icons-react';
import { CustomersTabs } from '../customers/CustomersTabs';
import { Failed } from '../ui/Failed';
import { Nothing } from '../ui/Nothing';
import { ObjectList } from '../ui/ObjectList';
import { PageHeader } from '../ui/PageHeader';
import { RowsSkeleton } from '../ui/RowsSkeleton';
import { Time } from '../ui/Time';
import { ErasureState } from './ErasureState';
import { useErasures } from './queries';

/** All erasures with their certificates, newest first. */
export function ErasuresPage() {
  const { data, error, isPending, refetch } = useErasures();
  return (
    <>
      <PageHeader
        title="Erasures"
        description="Customers who were erased, each with a certificate of what was done. Nobody can read from it who they were."
      />
      <CustomersTabs />
      {isPending ? (
        <RowsSkeleton rows={4} />
      ) : error ? (
        <Failed error={error} what="The list of erasures" again={() => void refetch()} />
      ) : data.items.length === 0 ? (
        <Nothing icon={<IconEraser size={32} stroke={1.4} />} title="Nobody was erased yet">
          A customer is erased from their own page. What was done, and what still holds their data, stands here afterwards.
        </Nothing>
      ) : (
        <ObjectList
          label="Erasures"
          items={data.items}
          keyOf={({ id }) => id}
          linkTo={({ id }) => `/customers/erasures/${id}`}
          title={({ customerId }) => `Customer ${customerId}`}
          state={({ state }) => <ErasureState state={state} />}
          about={({ reason }) => (reason === '' ? 'No reason given' : reason)}
          figures={({ askedAt }) => <Time at={askedAt} />}
        />
      )}
    </>
  );
}
