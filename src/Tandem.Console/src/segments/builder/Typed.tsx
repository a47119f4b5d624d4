import { Autocomplete, TextInput } from '@mantine/core';
import { useDraft } from './useDraft';

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Whether a text can be used; any can unless told. */
  accepts?: (text: string) => boolean;
  /** What was seen so far, most frequent first; anything else may be typed, too. None for a field that never suggests. */
  options?: string[];
  type?: 'text' | 'number';
  width?: number;
  mono?: boolean;
}

/** A field of a row: typed, or chosen from what was seen. */
export function Typed({ label, value, onChange, accepts, options, type = 'text', width, mono }: Props) {
  const draft = useDraft(value, onChange, { accepts });
  const common = {
    'aria-label': label,
    size: 'sm',
    w: width,
    value: draft.value,
    type,
    onBlur: () => draft.settle(),
    styles: mono ? { input: { fontFamily: 'var(--mono)', fontSize: 13 } } : undefined,
  } as const;
  const onKeyDown = (event: React.KeyboardEvent) => event.key === 'Enter' && draft.settle();
  if (options === undefined)
    return <TextInput {...common} onChange={(event) => draft.type(event.currentTarget.value)} onKeyDown={onKeyDown} />;
  return (
    <Autocomplete
      {...common}
      data={[...new Set(options)]}
      limit={50}
      onChange={draft.type}
      onKeyDown={onKeyDown}
      comboboxProps={{ shadow: 'sm', width: 'max-content', position: 'bottom-start' }}
    />
  );
}
