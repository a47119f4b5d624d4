import { NativeSelect } from '@mantine/core';
import { useState } from 'react';

interface Props<T extends string> {
  label: string;
  value: T;
  options: [T, string][];
  onChange: (value: T) => void;
  disabled?: boolean;
}

/**
 * A field of a row with few choices. What is chosen shows at once, and stays until the rule has followed: keys are faster. It is
 * not put back when the field is left, since Chromium would take that for another choice.
 */
export function Chosen<T extends string>({ label, value, options, onChange, disabled }: Props<T>) {
  const [chosen, setChosen] = useState<T | null>(null);
  const [isHere, setHere] = useState(false);
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    if (chosen === value || !isHere) setChosen(null);
  }
  return (
    <NativeSelect
      aria-label={label}
      size="sm"
      value={chosen ?? value}
      disabled={disabled}
      data={options.map(([option, name]) => ({ value: option, label: name }))}
      onFocus={() => setHere(true)}
      onBlur={() => setHere(false)}
      onChange={(event) => {
        const next = event.currentTarget.value as T;
        setChosen(next);
        onChange(next);
      }}
    />
  );
}
