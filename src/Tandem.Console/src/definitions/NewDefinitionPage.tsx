import { useNavigate, useParams } from 'react-router';
import type { DefinitionKind } from '../api/types';
import { MissingPage } from '../shell/MissingPage';
import { PageHeader } from '../ui/PageHeader';
import { DefinitionEditor } from './DefinitionEditor';
import { lists } from './lists';
import { starters } from './starters';

const isKind = (kind: string): kind is DefinitionKind => kind in starters;

export function NewDefinitionPage() {
  const { kind = '' } = useParams();
  return isKind(kind) ? <NewDefinition key={kind} kind={kind} /> : <MissingPage />;
}

function NewDefinition({ kind }: { kind: DefinitionKind }) {
  const { about, text } = starters[kind];
  const navigate = useNavigate();
  const { one, label, to, page } = lists[kind];

  return (
    <>
      <PageHeader title={`New ${one}`} parent={{ label, to }} description={about} />
      <DefinitionEditor kind={kind} text={text} onPublished={({ definition }) => void navigate(page(definition.name))} />
    </>
  );
}
