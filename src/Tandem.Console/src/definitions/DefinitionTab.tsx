import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { DefinitionKind } from '../api/types';
import { Failed } from '../ui/Failed';
import { useDefinition } from './queries';

const DefinitionEditor = lazy(async () => ({ default: (await import('./DefinitionEditor')).DefinitionEditor }));
const SegmentEditor = lazy(async () => ({ default: (await import('../segments/builder/SegmentEditor')).SegmentEditor }));

/** The exact thing behind a segment, journey or campaign: its YAML, checked as it is typed. */
export function DefinitionTab({ kind, name }: { kind: DefinitionKind; name: string }) {
  const { data: definition, error, refetch } = useDefinition(kind, name);
  if (error) return <Failed error={error} what="The definition" again={() => void refetch()} />;
  if (definition === undefined) return <Skeleton h={320} aria-busy />;
  return (
    <Suspense fallback={<Skeleton h={320} aria-busy />}>
      {kind === 'segment' ? (
        <SegmentEditor key={definition.version} name={name} text={definition.text} live={definition} />
      ) : (
        <DefinitionEditor key={definition.version} kind={kind} name={name} text={definition.text} live={definition} />
      )}
    </Suspense>
  );
}
