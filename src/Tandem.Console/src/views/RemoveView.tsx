import { Text } from '@mantine/core';
import type { View } from '../api/types';
import { Form } from '../ui/form/Form';
import { useRemoveView } from './queries';

/** Removes a view, after saying what that means. */
export function RemoveView({ view, onDone }: { view: View; onDone: () => void }) {
  const remove = useRemoveView(view.id);
  return (
    <Form
      work={remove}
      fields={[]}
      yes="Remove view"
      no="Keep it"
      dangerous
      onYes={() => remove.mutate(undefined, { onSuccess: onDone })}
      onNo={onDone}
    >
      {() => (
        <Text>“{view.name}” goes for everybody in the workspace. Nothing that it shows is changed, and links to it go on working.</Text>
      )}
    </Form>
  );
}
