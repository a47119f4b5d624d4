import { describe, expect, it } from 'vitest';
import { fieldIn, withField } from './fieldIn';

const path = ['spec', 'expression'];
const folded = `kind: segment # ours
metadata: { name: lapsing, title: Lapsing }
spec:
  # bought, and then not
  expression: >-
    events("A").any() &&
    events("B").none()
  extra: 1 # kept
`;

describe('a text in a definition', () => {
  it('is read as the server reads it', () => {
    expect(fieldIn(folded, path)).toBe('events("A").any() && events("B").none()');
    expect(fieldIn('spec: [', path)).toBeNull();
  });

  it.each([
    'customer.traits.age > 3',
    'a: b # c',
    'events("A").any() && // bought\n  events("B").none()',
    'it\'s "quoted"',
    '',
    '!has(customer.traits.x)',
    '"x" in customer.traits.tags',
    '  leading\nand\n\nan empty line',
    'true',
    '12',
    'trailing // comment',
    'a new line at the end\n',
    'a blank at the end ',
    '\ttabs\tand\tmore',
    'x: y\n# z',
  ])('is written so that it is read again: %j', (value) => {
    for (const yaml of [
      folded,
      'kind: segment\nspec:\n  expression: old # why\n',
      'spec: { expression: "old", other: 1 } # c\n',
      "spec:\n    expression: 'old'",
      'spec:\n  expression: |\n    old\n\n  # after\n  x: 1\n',
      'kind: segment\nspec: {}\n',
    ])
      expect(fieldIn(withField(yaml, path, value), path)).toBe(value);
  });

  it('leaves everything else as it is written', () => {
    const changed = withField(folded, path, 'events("C").any()\n&& true');
    expect(changed).toBe(`kind: segment # ours
metadata: { name: lapsing, title: Lapsing }
spec:
  # bought, and then not
  expression: |-
    events("C").any()
    && true
  extra: 1 # kept
`);
    expect(withField(changed, ['metadata', 'title'], 'Late, perhaps')).toContain('metadata: { name: lapsing, title: "Late, perhaps" }');
    expect(withField('spec:\n  expression: old # why\n', path, 'x > 1')).toBe('spec:\n  expression: x > 1 # why\n');
  });
});
