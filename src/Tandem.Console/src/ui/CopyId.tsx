import { CopyButton, Tooltip, UnstyledButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { shortened } from './format';
import classes from './ui.module.css';

/** An id in monospace, shortened in the middle; a click copies the whole of it. */
export function CopyId({ value, label, longest = 24 }: { value: string; label?: string; longest?: number }) {
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? 'Copied' : value} openDelay={300}>
          <UnstyledButton className={classes.copyId} onClick={copy} aria-label={`Copy ${label ?? 'id'} ${value}`}>
            {label && <span className={classes.copyLabel}>{label}</span>}
            <code>{shortened(value, longest)}</code>
            {copied ? <IconCheck size={13} /> : <IconCopy size={13} className={classes.copyIcon} />}
          </UnstyledButton>
        </Tooltip>
      )}
    </CopyButton>
  );
}
