import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useUndoMerge } from './queries';

/** Makes two customers of one again, after saying what that means. The name says who comes back. */
export function UndoMerge({ customer, merged, name }: { customer: string; merged: string; name: string }) {
  const [asking, { open, close }] = useDisclosure();
  const undo = useUndoMerge(customer, merged);
  return (
    <>
      <Button variant="subtle" size="compact-xs" onClick={open} disabled={undo.isSuccess} aria-label={`Undo the merge of ${name}`}>
        {undo.isSuccess ? 'Undoing' : 'Undo'}
      </Button>
      <Modal opened={asking} onClose={close} title="Undo this merge?" closeButtonProps={{ 'aria-label': 'Close' }}>
        <Stack gap="md">
          <Text>
            They become two customers again, each with their own identities and what they did themselves, and are never joined again by what
            they show.
          </Text>
          {undo.error && (
            <Text c="var(--broken)" role="alert">
              {undo.error.message}
            </Text>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              Leave it
            </Button>
            <Button onClick={() => undo.mutate(undefined, { onSuccess: close })} loading={undo.isPending}>
              Undo the merge
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
