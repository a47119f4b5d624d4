import { NativeSelect } from '@mantine/core';

interface Props<T extends string> {
  label: string;
  value: T;
  options: [T, string][];
  onChange: (value: T) => void;
  disabled?: boolean;
}

/** A field of a row with few choices. */
export const Chosen = <T extends string>({ label, value, options, onChange, disabled }: Props<T>) => (
  <NativeSelect
    aria-label={label}
    size="sm"
    value={value}
    disabled={disabled}
    data={options.map(([option, name]) => ({ value: option, label: name }))}
    onChange={(event) => onChange(event.currentTarget.value as T)}
  />
);
