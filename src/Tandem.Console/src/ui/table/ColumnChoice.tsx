import { ActionIcon, Button, Checkbox, Popover, Stack, Tooltip } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import { useState } from 'react';
import type { Column } from './column';

interface Props<T> {
  label: string;
  columns: Column<T>[];
  shown: Column<T>[];
  changed: boolean;
  choose: (ids: string[]) => void;
  reset: () => void;
}

/** Which columns a list shows, in this browser. */
export function ColumnChoice<T>({ label, columns, shown, changed, choose, reset }: Props<T>) {
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label="Columns" disabled={opened}>
          <ActionIcon
            variant="subtle"
            color={changed ? undefined : 'gray'}
            c={changed ? undefined : 'dimmed'}
            onClick={() => setOpened((open) => !open)}
            aria-label={`Choose the columns of ${label.toLowerCase()}`}
          >
            <IconColumns3 size={16} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label="Columns">
        <Stack gap="xs">
          {columns.map((column, index) => (
            <Checkbox
              key={column.id}
              size="xs"
              label={column.label}
              disabled={index === 0}
              checked={shown.includes(column)}
              onChange={(event) => {
                const on = event.currentTarget.checked;
                choose(columns.filter((other) => (other === column ? on : shown.includes(other))).map(({ id }) => id));
              }}
            />
          ))}
          <Button size="compact-xs" variant="default" disabled={!changed} onClick={reset}>
            As at first
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
