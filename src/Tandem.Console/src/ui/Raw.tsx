import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useMemo } from 'react';
import { jsonTokens } from './jsonTokens';
import classes from './ui.module.css';

/** JSON as it is, indented and tinted, with a button to copy it. */
export function Raw({ value, label }: { value: unknown; label: string }) {
  const text = useMemo(() => JSON.stringify(value, null, 2) ?? 'null', [value]);
  const tokens = useMemo(() => jsonTokens(text), [text]);
  return (
    <div className={classes.code}>
      <CopyCode text={text} label={label} />
      <pre tabIndex={0} aria-label={label}>
        {tokens.map((token, index) => (
          <span key={index} data-token={token.kind}>
            {token.text}
          </span>
        ))}
      </pre>
    </div>
  );
}

export function CopyCode({ text, label }: { text: string; label: string }) {
  return (
    <div className={classes.copyCode}>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? 'Copied' : 'Copy'}>
            <ActionIcon variant="default" size="sm" onClick={copy} aria-label={`Copy ${label}`}>
              {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </div>
  );
}
