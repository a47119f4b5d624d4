import { useNavigate, useParams } from 'react-router';
import type { DefinitionKind } from '../api/types';
import { MissingPage } from '../shell/MissingPage';
import { PageHeader } from '../ui/PageHeader';
import { DefinitionEditor } from './DefinitionEditor';
import { starters } from './starters';

const isKind = (kind: string): kind is DefinitionKind => kind in starters;

export function NewDefinitionPage() {
  const { kind = '' } = useParams();
  return isKind(kind) ? <NewDefinition key={kind} kind={kind} /> : <MissingPage />;
}

function NewDefinition({ kind }: { kind: DefinitionKind }) {
  const { about, text } = starters[kind];
  const navigate = useNavigate();
  const list = kind === 'template' ? '/messages/templates' : `/${kind}s`;

  return (
    <>
      <PageHeader title={`New ${kind}`} parent={{ label: `${kind[0]?.toUpperCase()}${kind.slice(1)}s`, to: list }} description={about} />
      <DefinitionEditor
        kind={kind}
        text={text}
        onPublished={({ definition }) => void navigate(`${list}/${encodeURIComponent(definition.name)}`)}
      />
    </>
  );
}
