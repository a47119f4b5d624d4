import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Form } from '../ui/form/Form';

interface Props {
  work: { error: Error | null; isPending: boolean };
  /** Of the view as it is; empty for a new one. */
  name: string;
  about?: string;
  yes: string;
  onYes: (name: string) => void;
  onNo: () => void;
}

/** Asks for a view's name. */
export function NameForm({ work, name, about, yes, onYes, onNo }: Props) {
  const [text, setText] = useState(name);
  const wanted = text.trim();
  return (
    <Form work={work} fields={['name']} yes={yes} disabled={wanted === '' || wanted === name} onYes={() => onYes(wanted)} onNo={onNo}>
      {(problem) => (
        <>
          {about && <Text>{about}</Text>}
          <TextInput
            label="Name"
            placeholder="Big spenders who went quiet"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            error={problem('name')}
            required
            withAsterisk={false}
            autoComplete="off"
            data-autofocus
          />
        </>
      )}
    </Form>
  );
}
