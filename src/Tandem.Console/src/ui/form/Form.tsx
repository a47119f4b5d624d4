import { Button, Group, Stack, Text } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { problemsOf } from './problemsOf';

interface Props {
  /** The call to the server: while it runs the button waits, what it refuses is shown at its field. */
  work: { error: Error | null; isPending: boolean };
  /** The fields' names as the server knows them. */
  fields: string[];
  /** The fields; `problem` says what the server found wrong with one. */
  children: (problem: (field: string) => string | undefined) => ReactNode;
  yes: string;
  no?: string;
  dangerous?: boolean;
  disabled?: boolean;
  onYes: () => void;
  onNo?: () => void;
}

/** Fields, two buttons, and what the server says about each field. */
export function Form({ work, fields, children, yes, no = 'Cancel', dangerous = false, disabled = false, onYes, onNo }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const { at, rest } = problemsOf(work.error, fields);
  const asked = useRef(false);
  useEffect(() => {
    if (work.error && asked.current) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [work.error]);

  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        asked.current = true;
        if (!disabled) onYes();
      }}
    >
      <Stack gap="md">
        {children(at)}
        {rest && (
          <Text c="var(--broken)" role="alert">
            {rest}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          {onNo && (
            <Button variant="default" onClick={onNo}>
              {no}
            </Button>
          )}
          <Button type="submit" color={dangerous ? 'red' : undefined} disabled={disabled} loading={work.isPending}>
            {yes}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
