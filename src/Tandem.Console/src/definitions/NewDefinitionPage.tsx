import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import type { DefinitionKind } from '../api/types';
import { MissingPage } from '../shell/MissingPage';
import { PageHeader } from '../ui/PageHeader';
import { DefinitionEditor } from './DefinitionEditor';
import { withField } from './fieldIn';
import { lists } from './lists';
import { starters } from './starters';

const SegmentEditor = lazy(async () => ({ default: (await import('../segments/builder/SegmentEditor')).SegmentEditor }));

const isKind = (kind: string): kind is DefinitionKind => kind in starters;

export function NewDefinitionPage() {
  const { kind = '' } = useParams();
  return isKind(kind) ? <NewDefinition key={kind} kind={kind} /> : <MissingPage />;
}

function NewDefinition({ kind }: { kind: DefinitionKind }) {
  const { about, text } = starters[kind];
  const navigate = useNavigate();
  // Conditions that were tried on the customers.
  const expression = (useLocation().state as { expression?: string } | null)?.expression;
  const { one, label, to, page } = lists[kind];

  return (
    <>
      <PageHeader title={`New ${one}`} parent={{ label, to }} description={about} />
      {kind === 'segment' ? (
        <Suspense fallback={<Skeleton h={320} aria-busy />}>
          <SegmentEditor
            text={expression === undefined ? text : withField(text, ['spec', 'expression'], expression)}
            onPublished={({ definition }) => void navigate(page(definition.name))}
          />
        </Suspense>
      ) : (
        <DefinitionEditor kind={kind} text={text} onPublished={({ definition }) => void navigate(page(definition.name))} />
      )}
    </>
  );
}
