import { Button, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { RequestFailed, send } from '../api/client';
import { Mark } from './Mark';
import classes from './Shell.module.css';

const usedLink = 'That link was used already, or it is too old. Make another, or paste a token.';
const unknownToken = 'The server does not know this token. Copy the one that it printed when it started.';
/** The page that was asked for, to go on there. */
function here() {
  const { pathname, search } = window.location;
  const parameters = new URLSearchParams(search);
  parameters.delete('login');
  return parameters.size === 0 ? pathname : `${pathname}?${parameters}`;
}

const linkWasUsed = () => new URLSearchParams(window.location.search).get('login') === 'used';

/** Without a session: open the link that the server printed, or paste it or a token here. */
export function SignInPage() {
  const [problem, setProblem] = useState<string | null>(linkWasUsed() ? usedLink : null);
  const [busy, setBusy] = useState(false);

  const signIn = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = String(new FormData(event.currentTarget).get('key')).trim();
    const code = /[?&]code=([^&\s]+)/.exec(given)?.[1];
    if (code !== undefined) {
      window.location.assign(`/login?${new URLSearchParams({ code, to: here() })}`);
      return;
    }
    setBusy(true);
    try {
      await send('POST', '/session', { token: given });
      window.location.assign(here());
    } catch (error) {
      setProblem(error instanceof RequestFailed && error.status === 401 ? unknownToken : (error as Error).message);
      setBusy(false);
    }
  };

  return (
    <main className={classes.signIn}>
      <form className={classes.signInBox} onSubmit={(event) => void signIn(event)}>
        <Stack gap="md">
          <Mark size={40} />
          <div>
            <Title order={1}>Sign in to Tandem</Title>
            <Text c="dimmed" mt={4}>
              Open the link that the server printed when it started, or paste that link or a token.
            </Text>
          </div>
          <TextInput
            name="key"
            label="Link or token"
            placeholder="http://localhost:5080/login?code=…"
            error={problem}
            onChange={() => setProblem(null)}
            required
            withAsterisk={false}
            autoFocus
            autoComplete="off"
            spellCheck={false}
          />
          <Button type="submit" loading={busy}>
            Sign in
          </Button>
          <Text size="sm" c="dimmed">
            The link works once; <code>./dev tandem login</code> makes another.
          </Text>
        </Stack>
      </form>
    </main>
  );
}
