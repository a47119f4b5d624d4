import { Skeleton } from '@mantine/core';
import { useMemo } from 'react';
import { Problems } from '../../definitions/Problems';
import { CodeEditor } from '../../ui/code/CodeEditor';
import { Failed } from '../../ui/Failed';
import { Builder } from './Builder';
import classes from './Editor.module.css';
import { ruleLanguage } from './language';
import { useNames } from './queries';
import type { useRule } from './useRule';

const none: never[] = [];

interface Props {
  rule: ReturnType<typeof useRule>;
  text: string;
  onChange: (text: string) => void;
  /** Of the text's field. */
  label: string;
}

/** A rule as conditions and as its text, side by side. */
export function RuleSides({ rule, text, onChange, label }: Props) {
  const { data: names } = useNames();
  const language = useMemo(() => ruleLanguage(names), [names]);
  const { errors = none, warnings = none } = rule.checked ?? {};
  return (
    <div className={classes.sides}>
      <div>
        {rule.isBroken && (
          <p className={classes.broken} role="status">
            The expression cannot be read at the moment. Mend it in the text, and the conditions follow.
          </p>
        )}
        {rule.root === null && rule.error !== null ? (
          <Failed error={rule.error} what="What this rule says" again={rule.again} />
        ) : rule.root === null && rule.isChecking ? (
          <Skeleton h={36} m={16} w="60%" aria-busy />
        ) : (
          <Builder
            key={rule.isBroken ? 'broken' : 'whole'}
            text={rule.shownText}
            root={rule.root}
            names={names}
            disabled={rule.isBroken}
            onEdit={rule.edit}
          />
        )}
      </div>
      <div className={classes.textSide}>
        <CodeEditor text={text} onChange={onChange} problems={errors} warnings={warnings} label={label} language={language} compact />
        <Problems problems={errors} warnings={warnings} />
      </div>
    </div>
  );
}
