import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useSuppress } from './queries';

export function AddSuppression() {
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <Button leftSection={<IconPlus size={16} />} onClick={open}>
        Add address
      </Button>
      <Modal opened={opened} onClose={close} title="Send nothing more to" closeButtonProps={{ 'aria-label': 'Close' }}>
        <AddressForm onDone={close} />
      </Modal>
    </>
  );
}

function AddressForm({ onDone }: { onDone: () => void }) {
  const [address, setAddress] = useState('');
  const [reason, setReason] = useState('');
  const suppress = useSuppress();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    suppress.mutate({ channel: 'email', address: address.trim(), reason: reason.trim() || null }, { onSuccess: onDone });
  };

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          label="E-mail address"
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
          error={suppress.error?.message}
          required
          withAsterisk={false}
          data-autofocus
        />
        <TextInput label="Reason" placeholder="Asked by phone" value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" disabled={address.trim() === ''} loading={suppress.isPending}>
            Add to the list
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
