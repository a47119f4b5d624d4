import { Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Customer } from '../api/types';
import { nameOf } from '../customers/naming';
import { plural } from '../ui/format';
import { useErase } from './queries';

/** Erases a customer for good, after it has said what goes and the name was typed. */
export function EraseButton({ customer }: { customer: Customer }) {
  const [asking, { open, close }] = useDisclosure();
  return (
    <>
      <Button variant="default" onClick={open}>
        Erase
      </Button>
      <Modal opened={asking} onClose={close} title={`Erase ${nameOf(customer)}?`} size="md" closeButtonProps={{ 'aria-label': 'Close' }}>
        <Confirm customer={customer} onClose={close} />
      </Modal>
    </>
  );
}

function Confirm({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const erase = useErase(customer.id);
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const [suppress, setSuppress] = useState(false);
  const wanted = customer.anchor.value;

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        erase.mutate({ reason, suppress }, { onSuccess: ({ id }) => void navigate(`/customers/erasures/${id}`) });
      }}
    >
      <Stack gap="md">
        <Text>
          This takes away <strong>{plural(customer.identities.length, 'identity', 'identities')}</strong>,{' '}
          <strong>{plural(customer.traitDetails.length, 'trait')}</strong> and{' '}
          <strong>{plural(customer.interactions, 'interaction')}</strong> with the whole history, and what messages said. Waiting messages
          are not sent. It cannot be undone; snapshots of before go, too.
        </Text>
        <TextInput
          label="Reason"
          description="It stays in the certificate: write nothing about the customer."
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={500}
          autoComplete="off"
        />
        <Checkbox
          label="Keep these identities out from now on"
          description="What shows one of them is not taken any more. Nobody can read them from the list."
          checked={suppress}
          onChange={(event) => setSuppress(event.currentTarget.checked)}
        />
        <TextInput
          label={
            <>
              Type <code>{wanted}</code> to erase
            </>
          }
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          error={erase.error?.message}
          autoComplete="off"
          data-autofocus
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Keep
          </Button>
          <Button type="submit" color="red" disabled={typed !== wanted} loading={erase.isPending}>
            Erase for good
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
