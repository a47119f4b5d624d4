import { Autocomplete, TextInput } from '@mantine/core';
import { useDraft } from './useDraft';

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** What was seen so far, most frequent first; anything else may be typed, too. */
  options?: string[];
  type?: 'text' | 'number';
  width?: number;
  placeholder?: string;
  disabled?: boolean;
  mono?: boolean;
}

/** A field of a row: typed, or chosen from what was seen. */
export function Typed({ label, value, onChange, options, type = 'text', width, placeholder, disabled, mono }: Props) {
  const draft = useDraft(value, onChange);
  const common = {
    'aria-label': label,
    size: 'sm',
    w: width,
    placeholder,
    disabled,
    value: draft.value,
    onBlur: () => draft.settle(),
    styles: mono ? { input: { fontFamily: 'var(--mono)', fontSize: 13 } } : undefined,
  } as const;
  if (options === undefined || options.length === 0)
    return (
      <TextInput
        {...common}
        type={type}
        onChange={(event) => draft.type(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && draft.settle()}
      />
    );
  return (
    <Autocomplete
      {...common}
      data={[...new Set(options)]}
      limit={50}
      onChange={draft.type}
      onOptionSubmit={(option) => draft.settle(option)}
      onKeyDown={(event) => event.key === 'Enter' && draft.settle()}
      comboboxProps={{ shadow: 'sm', width: 'max-content', position: 'bottom-start' }}
    />
  );
}
