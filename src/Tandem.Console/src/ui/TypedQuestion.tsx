import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';

interface Props {
  /** What it does, and what else is asked. */
  children: ReactNode;
  /** To be typed, so that nobody says yes by a slip. */
  name: string;
  /** After the name: Type NAME … */
  to: string;
  yes: string;
  no: string;
  dangerous?: boolean;
  work: { error: Error | null; isPending: boolean };
  onYes: () => void;
  onNo: () => void;
}

/** The question before something that cannot be undone. */
export function TypedQuestion({ children, name, to, yes, no, dangerous = false, work, onYes, onNo }: Props) {
  const [typed, setTyped] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onYes();
      }}
    >
      <Stack gap="md">
        {children}
        <TextInput
          label={
            <>
              Type <code>{name}</code> {to}
            </>
          }
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          data-autofocus
        />
        {work.error && (
          <Text c="var(--broken)" role="alert">
            {work.error.message}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onNo}>
            {no}
          </Button>
          <Button type="submit" color={dangerous ? 'red' : undefined} disabled={typed !== name} loading={work.isPending}>
            {yes}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
