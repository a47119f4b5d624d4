import { Skeleton, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { Definition, DefinitionKind } from '../api/types';
import { Chip } from '../ui/Chip';
import { Failed } from '../ui/Failed';
import { Time } from '../ui/Time';
import { Changes } from './Changes';
import classes from './Definitions.module.css';
import { useHistory } from './queries';

/** Every version of a definition, newest first, and what each changed. */
export function HistoryTab({ kind, name }: { kind: DefinitionKind; name: string }) {
  const { data, error, refetch } = useHistory(kind, name);
  const [chosen, setChosen] = useState<number | null>(null);
  if (error) return <Failed error={error} what="The history" again={() => void refetch()} />;
  if (data === undefined) return <Skeleton h={240} />;

  const versions = data.items;
  const shown = versions.find(({ version }) => version === chosen) ?? versions[0];
  const before = versions.find(({ version }) => version === (shown?.version ?? 0) - 1);

  return (
    <div className={classes.history}>
      <ol className={classes.versions} aria-label="Versions">
        {versions.map((definition) => (
          <li key={definition.version}>
            <Version definition={definition} open={definition === shown} onOpen={() => setChosen(definition.version)} />
          </li>
        ))}
      </ol>
      {shown && (
        <Changes
          before={before?.text ?? ''}
          after={shown.text}
          title={before ? `Version ${shown.version} against version ${before.version}` : `Version ${shown.version}`}
        />
      )}
    </div>
  );
}

function Version({ definition, open, onOpen }: { definition: Definition; open: boolean; onOpen: () => void }) {
  return (
    <UnstyledButton className={classes.version} onClick={onOpen} aria-current={open}>
      <span className={classes.versionTitle}>
        Version {definition.version} {definition.status === 'live' && <Chip tone="accent">Live</Chip>}
      </span>
      <span className={classes.versionAbout}>
        ruleset {definition.ruleset}, <Time at={definition.updatedAt} />, by {definition.updatedBy}
      </span>
    </UnstyledButton>
  );
}
