import { Button, Checkbox, Modal, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { addresses } from '../addresses';
import type { Customer } from '../api/types';
import { nameOf } from '../customers/naming';
import { plural } from '../ui/format';
import { TypedQuestion } from '../ui/form/TypedQuestion';
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
  const [reason, setReason] = useState('');
  const [suppress, setSuppress] = useState(false);
  const begin = () => erase.mutate({ reason, suppress }, { onSuccess: ({ id }) => void navigate(addresses.erasure(id)) });

  return (
    <TypedQuestion
      name={customer.anchor.value}
      to="to erase"
      yes="Erase for good"
      no="Do not erase"
      dangerous
      work={erase}
      onYes={begin}
      onNo={onClose}
    >
      <Text>
        This takes away <strong>{plural(customer.identities.length, 'identity', 'identities')}</strong>,{' '}
        <strong>{plural(customer.traitDetails.length, 'trait')}</strong> and <strong>{plural(customer.interactions, 'interaction')}</strong>{' '}
        with the whole history, and what messages said. Waiting messages are not sent. It cannot be undone; snapshots of before go, too.
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
    </TypedQuestion>
  );
}
