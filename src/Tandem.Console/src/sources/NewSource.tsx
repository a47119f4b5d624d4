import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { useCreateSource } from './queries';

export function NewSource({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [title, setTitle] = useState('');
  const [named, setNamed] = useState<string | null>(null);
  const name =
    named ??
    title
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '');
  const create = useCreateSource();
  const navigate = useNavigate();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate(
      { name, title: title || undefined },
      { onSuccess: (source) => void navigate(`/sources/${encodeURIComponent(source.name)}`) },
    );
  };

  return (
    <Modal opened={opened} onClose={onClose} title="New source" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            label="Title"
            placeholder="Web shop"
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            data-autofocus
          />
          <TextInput
            label="Name"
            description="Stays for ever: small letters, digits and hyphens."
            value={name}
            onChange={(event) => setNamed(event.currentTarget.value)}
            error={create.error?.message}
            required
            withAsterisk={false}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={name === ''} loading={create.isPending}>
              Create source
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
