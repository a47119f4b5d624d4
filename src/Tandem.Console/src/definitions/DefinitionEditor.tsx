import { Button, Group, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { RequestFailed } from '../api/client';
import type { Definition, DefinitionKind, Published } from '../api/types';
import { notify } from '../ui/notices/notify';
import { Time } from '../ui/Time';
import classes from './Definitions.module.css';
import { nameIn } from './nameIn';
import { Problems } from './Problems';
import { useCheck, usePublish } from './queries';
import { YamlEditor } from './YamlEditor';

interface Props {
  kind: DefinitionKind;
  /** Of the definition that is changed; a new one has the name that its text gives it. */
  name?: string;
  text: string;
  /** The version that is live; none while the first one is written. */
  live?: Definition;
  onPublished?: (published: Published) => void;
}

export function DefinitionEditor({ kind, name, text: start, live, onPublished }: Props) {
  const [text, setText] = useState(start);
  const [settled] = useDebouncedValue(text, 400);
  const changed = text !== start;
  const check = useCheck(kind, name ?? nameIn(settled), settled, changed || live === undefined);
  const publish = usePublish(kind, name ?? nameIn(text));

  const refused = publish.error instanceof RequestFailed ? publish.error.problems : [];
  const problems = publish.isError && publish.variables === text ? refused : (check.data ?? []);
  const failure = publish.error !== null && refused.length === 0 ? publish.error.message : null;

  const save = () =>
    publish.mutate(text, {
      onSuccess: (published) => {
        void notify({
          message: `${published.definition.title} is live: version ${published.version}, ruleset ${published.ruleset}.`,
        });
        onPublished?.(published);
      },
    });

  return (
    <div className={classes.editor}>
      <YamlEditor
        text={text}
        onChange={setText}
        problems={problems}
        label={`The definition of ${name === undefined ? `a new ${kind}` : `${kind} ${name}`} as YAML`}
      />
      <div className={classes.editorFoot}>
        <Text size="sm" c="dimmed" role="status">
          {changed || live === undefined ? (
            problems.length > 0 ? null : check.isFetching || settled !== text ? (
              'Checking …'
            ) : check.isSuccess ? (
              'No mistakes found.'
            ) : null
          ) : (
            <>
              Version {live.version} is live, in ruleset {live.ruleset}, since <Time at={live.updatedAt} />, by {live.updatedBy}.
            </>
          )}
          {failure}
        </Text>
        <Group gap="xs">
          <Button onClick={save} loading={publish.isPending} disabled={(!changed && live !== undefined) || (name ?? nameIn(text)) === ''}>
            Publish
          </Button>
        </Group>
      </div>
      <Problems problems={problems} />
    </div>
  );
}
