import { Modal, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { addresses } from '../addresses';
import { Form } from '../ui/form/Form';
import { channelChoices } from './channels';
import { useCreateSource } from './queries';

export function NewSource({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="New source" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Fields onClose={onClose} />
    </Modal>
  );
}

function Fields({ onClose }: { onClose: () => void }) {
  const [title, setTitle] = useState('');
  const [named, setNamed] = useState<string | null>(null);
  const name = named ?? nameFrom(title);
  const [channel, setChannel] = useState('');
  const create = useCreateSource();
  const navigate = useNavigate();
  const submit = () =>
    create.mutate(
      { name, title: title || undefined, channel: channel || undefined },
      { onSuccess: (source) => void navigate(addresses.source(source.name)) },
    );

  return (
    <Form work={create} fields={['title', 'name', 'channel']} yes="Create source" disabled={name === ''} onYes={submit} onNo={onClose}>
      {(problem) => (
        <>
          <TextInput
            label="Title"
            placeholder="Web shop"
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            error={problem('title')}
            data-autofocus
          />
          <TextInput
            label="Name"
            description="Stays for ever: small letters, digits and hyphens."
            value={name}
            onChange={(event) => setNamed(event.currentTarget.value)}
            error={problem('name')}
            required
            withAsterisk={false}
          />
          <NativeSelect
            label="Channel"
            description="Through what customers are met there."
            value={channel}
            data={channelChoices}
            onChange={(event) => setChannel(event.currentTarget.value)}
            error={problem('channel')}
          />
        </>
      )}
    </Form>
  );
}

const nameFrom = (title: string) =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
