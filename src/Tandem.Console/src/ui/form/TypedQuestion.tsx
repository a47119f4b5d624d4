import { TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { Form } from './Form';

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
export function TypedQuestion({ children, name, to, ...form }: Props) {
  const [typed, setTyped] = useState('');
  return (
    <Form {...form} fields={[]} disabled={typed !== name}>
      {() => (
        <>
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
        </>
      )}
    </Form>
  );
}
