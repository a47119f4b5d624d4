import { Button, Modal, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Form } from '../ui/form/Form';
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
  const submit = () => suppress.mutate({ channel: 'email', address: address.trim(), reason: reason.trim() || null }, { onSuccess: onDone });

  return (
    <Form
      work={suppress}
      fields={['address', 'reason']}
      yes="Add to the list"
      disabled={address.trim() === ''}
      onYes={submit}
      onNo={onDone}
    >
      {(problem) => (
        <>
          <TextInput
            label="E-mail address"
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
            error={problem('address')}
            required
            withAsterisk={false}
            data-autofocus
          />
          <TextInput
            label="Reason"
            placeholder="Asked by phone"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={problem('reason')}
          />
        </>
      )}
    </Form>
  );
}
