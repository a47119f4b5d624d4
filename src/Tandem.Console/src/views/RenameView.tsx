import type { View } from '../api/types';
import { NameForm } from './NameForm';
import { useRenameView } from './queries';

export function RenameView({ view, onDone }: { view: View; onDone: () => void }) {
  const rename = useRenameView(view.id);
  return (
    <NameForm work={rename} name={view.name} yes="Rename view" onYes={(name) => rename.mutate(name, { onSuccess: onDone })} onNo={onDone} />
  );
}
