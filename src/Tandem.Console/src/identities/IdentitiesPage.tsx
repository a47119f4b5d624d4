import { Button, Skeleton } from '@mantine/core';
import { IconFingerprint, IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { CustomersTabs } from '../customers/CustomersTabs';
import { useDefinitions } from '../definitions/queries';
import { Failed } from '../ui/Failed';
import { count } from '../ui/format';
import { InlineFigures } from '../ui/InlineFigures';
import { Nothing } from '../ui/Nothing';
import { ObjectList } from '../ui/ObjectList';
import { PageHeader } from '../ui/PageHeader';
import { Time } from '../ui/Time';
import { ruleIn } from './ruleIn';

const create = (
  <Button component={Link} to="/new/identity" leftSection={<IconPlus size={16} />}>
    New identity rule
  </Button>
);

export function IdentitiesPage() {
  const { data, error, refetch } = useDefinitions('identity');
  return (
    <>
      <PageHeader
        title="Identity rules"
        description="How many identities of a kind a customer may have, and values that identify nobody."
        actions={create}
      />
      <CustomersTabs />
      {data === undefined ? (
        error ? (
          <Failed error={error} what="The identity rules" again={() => void refetch()} />
        ) : (
          <Skeleton h={200} />
        )
      ) : data.items.length === 0 ? (
        <Nothing icon={<IconFingerprint size={32} stroke={1.4} />} title="The defaults hold" action={create}>
          A customer has one <code>userId</code> and at most five identities of any other kind, and values such as <code>null</code> or{' '}
          <code>unknown</code> identify nobody. A rule changes that for one kind.
        </Nothing>
      ) : (
        <ObjectList
          label="Identity rules"
          items={data.items}
          keyOf={(rule) => rule.name}
          linkTo={(rule) => `/customers/identities/${encodeURIComponent(rule.name)}`}
          title={(rule) => rule.title}
          about={(rule) => rule.description ?? rule.name}
          figures={(rule) => {
            const { kind, limits, blocked } = ruleIn(rule);
            return (
              <InlineFigures
                items={[
                  { label: 'kind', value: kind },
                  { label: 'at most', value: limits },
                  { label: 'blocked', value: count(blocked) },
                  { label: 'changed', value: <Time at={rule.updatedAt} /> },
                ]}
              />
            );
          }}
        />
      )}
    </>
  );
}
