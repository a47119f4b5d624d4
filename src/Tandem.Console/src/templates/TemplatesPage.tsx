import { Button, Skeleton } from '@mantine/core';
import { IconPlus, IconTemplate } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useDefinitions } from '../definitions/queries';
import { MessagesTabs } from '../messages/MessagesTabs';
import { Failed } from '../ui/Failed';
import { count } from '../ui/format';
import { InlineFigures } from '../ui/InlineFigures';
import { Nothing } from '../ui/Nothing';
import { ObjectList } from '../ui/ObjectList';
import { PageHeader } from '../ui/PageHeader';
import { Time } from '../ui/Time';

const create = (
  <Button component={Link} to="/new/template" leftSection={<IconPlus size={16} />}>
    New template
  </Button>
);

export function TemplatesPage() {
  const { data, error, refetch } = useDefinitions('template');
  return (
    <>
      <PageHeader title="Templates" description="What messages say, with the customer and the interaction as data." actions={create} />
      <MessagesTabs />
      {data === undefined ? (
        error ? (
          <Failed error={error} what="The templates" again={() => void refetch()} />
        ) : (
          <Skeleton h={200} />
        )
      ) : data.items.length === 0 ? (
        <Nothing icon={<IconTemplate size={32} stroke={1.4} />} title="No template yet" action={create}>
          A template is a subject and a text in Handlebars, such as <code>{'{{customer.traits.firstName}}'}</code>. Journeys and campaigns
          send it.
        </Nothing>
      ) : (
        <ObjectList
          label="Templates"
          items={data.items}
          keyOf={(template) => template.name}
          linkTo={(template) => `/messages/templates/${encodeURIComponent(template.name)}`}
          title={(template) => template.title}
          about={(template) => template.description ?? template.name}
          figures={(template) => (
            <InlineFigures
              items={[
                { label: 'version', value: count(template.version) },
                { label: 'changed', value: <Time at={template.updatedAt} /> },
              ]}
            />
          )}
        />
      )}
    </>
  );
}
