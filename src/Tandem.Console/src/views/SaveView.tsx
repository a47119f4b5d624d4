import { useNavigate } from 'react-router';
import { NameForm } from './NameForm';
import { useSaveView } from './queries';

interface Props {
  page: string;
  /** What the view keeps, as the query string of an address. */
  search: string;
  onDone: () => void;
}

export function SaveView({ page, search, onDone }: Props) {
  const save = useSaveView();
  const navigate = useNavigate();
  const submit = (name: string) =>
    save.mutate(
      { page, name, search },
      {
        onSuccess: () => {
          onDone();
          // From here on the address says all of it: it is the view.
          void navigate(`?${search}`, { replace: true });
        },
      },
    );
  return (
    <NameForm
      work={save}
      name=""
      about="It keeps the search, the filters, the order and the columns that you chose, and everybody in the workspace finds it."
      yes="Save view"
      onYes={submit}
      onNo={onDone}
    />
  );
}
