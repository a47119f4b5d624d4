import { Button, SegmentedControl, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { RequestFailed } from '../../api/client';
import type { Definition, Published } from '../../api/types';
import { fieldIn, isReadable, withField, withoutField } from '../../definitions/fieldIn';
import definition from '../../definitions/Definitions.module.css';
import { Problems } from '../../definitions/Problems';
import { useCheck, usePublish } from '../../definitions/queries';
import { YamlEditor } from '../../definitions/YamlEditor';
import { useParameter } from '../../ui/address/useParameter';
import { notify } from '../../ui/notices/notify';
import { Panel } from '../../ui/Panel';
import { Time } from '../../ui/Time';
import classes from './Editor.module.css';
import { LiveCount } from './LiveCount';
import { nameOf } from './nameOf';
import { RuleSides } from './RuleSides';
import { Samples } from './Samples';
import { useRule } from './useRule';

const expressionAt = ['spec', 'expression'];
const titleAt = ['metadata', 'title'];
const nameAt = ['metadata', 'name'];
const descriptionAt = ['metadata', 'description'];
const none: never[] = [];

interface Props {
  /** Of the segment that is changed; a new one is named here. */
  name?: string;
  text: string;
  /** The version that is live; none while the first one is written. */
  live?: Definition;
  onPublished?: (published: Published) => void;
}

/**
 * A segment as conditions, as an expression and as YAML: three views of one text, its definition. Whoever changes one of them
 * changes that text, so that they are always in step.
 */
export function SegmentEditor({ name, text: start, live, onPublished }: Props) {
  const [yaml, setYaml] = useState(start);
  const [view, setView] = useParameter('as');
  const [settledYaml] = useDebouncedValue(yaml, 400);

  const readable = isReadable(yaml);
  const isYaml = view === 'yaml' || !readable;
  const expression = fieldIn(yaml, expressionAt) ?? '';
  const setExpression = (rule: string) => setYaml((now) => withField(now, expressionAt, rule));
  const rule = useRule(expression, setExpression);
  const isGood = rule.checked?.ok === true;

  const given = name ?? fieldIn(yaml, nameAt) ?? '';
  const changed = yaml !== start;
  // A rule that is not whole is said at the rule; to ask more is of no use.
  const check = useCheck('segment', given, settledYaml, changed && (isYaml || isGood));
  const publish = usePublish('segment', given);
  const refused = publish.error instanceof RequestFailed ? publish.error.problems : none;
  const found = publish.isError && publish.variables === yaml ? refused : (check.data ?? none);
  const failure = publish.error !== null && refused.length === 0 ? publish.error.message : null;
  // What is wrong with the rule is said beside the rule, at its own lines.
  const others = isYaml || rule.checked?.ok !== false ? found : none;

  const rename = (title: string) =>
    setYaml((now) => {
      const follows = name === undefined && (fieldIn(now, nameAt) ?? '') === nameOf(fieldIn(now, titleAt) ?? '');
      const titled = withField(now, titleAt, title);
      return follows ? withField(titled, nameAt, nameOf(title)) : titled;
    });

  const save = () =>
    publish.mutate(yaml, {
      onSuccess: (published) => {
        void notify({
          message: `${published.definition.title} is live: version ${published.version}, ruleset ${published.ruleset}.`,
        });
        onPublished?.(published);
      },
    });

  return (
    <>
      <Panel
        title="Who is in it"
        flush
        actions={
          <SegmentedControl
            size="xs"
            aria-label="Show it as"
            value={isYaml ? 'yaml' : 'rule'}
            onChange={(next) => setView(next === 'yaml' ? 'yaml' : null)}
            data={[
              { value: 'rule', label: 'Conditions and expression' },
              { value: 'yaml', label: 'YAML' },
            ]}
          />
        }
      >
        {isYaml ? (
          <YamlEditor
            text={yaml}
            onChange={setYaml}
            problems={found}
            label={`The definition of ${name === undefined ? 'a new segment' : `segment ${name}`} as YAML`}
          />
        ) : (
          <>
            {name === undefined && (
              <div className={classes.naming}>
                <TextInput
                  label="Title"
                  value={fieldIn(yaml, titleAt) ?? ''}
                  onChange={(event) => rename(event.currentTarget.value)}
                  data-autofocus
                />
                <TextInput
                  label="Name"
                  description="For expressions and addresses"
                  inputWrapperOrder={['label', 'input', 'description', 'error']}
                  value={given}
                  error={given === '' && changed ? 'A segment needs a name.' : undefined}
                  onChange={(event) => {
                    const next = event.currentTarget.value;
                    setYaml((now) => withField(now, nameAt, next));
                  }}
                />
                <TextInput
                  label="Description"
                  value={fieldIn(yaml, descriptionAt) ?? ''}
                  onChange={(event) => {
                    const next = event.currentTarget.value;
                    setYaml((now) => (next === '' ? withoutField(now, descriptionAt) : withField(now, descriptionAt, next)));
                  }}
                />
              </div>
            )}
            <RuleSides rule={rule} text={expression} onChange={setExpression} label="The rule as an expression" />
          </>
        )}
        <LiveCount expression={rule.settled} isGood={isGood} isChecking={rule.isChecking} />
        <Problems problems={others} />
        <div className={definition.editorFoot}>
          <Text size="sm" c="dimmed" role="status">
            {failure ?? (
              <>
                {changed || live === undefined ? (
                  found.length > 0 || rule.checked?.ok === false ? (
                    'There is something to mend before it can be published.'
                  ) : check.isFetching || settledYaml !== yaml ? (
                    'Checking …'
                  ) : check.isSuccess ? (
                    'No mistakes found.'
                  ) : null
                ) : (
                  <>
                    Version {live.version} is live, in ruleset {live.ruleset}, since <Time at={live.updatedAt} />, by {live.updatedBy}.
                  </>
                )}
              </>
            )}
          </Text>
          <Button onClick={save} loading={publish.isPending} disabled={(!changed && live !== undefined) || given === '' || !readable}>
            Publish
          </Button>
        </div>
      </Panel>
      <Samples expression={rule.settled} isGood={isGood} isChecking={rule.isChecking} />
    </>
  );
}
