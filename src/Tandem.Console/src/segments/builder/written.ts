import { roots, type Saying, type Scalar, type Subject } from './model';

const plainName = /^[A-Za-z_]\w*$/;
const reserved = new Set(
  'as break const continue else false for function if import in let loop package namespace null return true var void while'.split(' '),
);

/** A value as a rule writes it. Rules read the escapes of JSON. */
export const valueText = (value: Scalar) => JSON.stringify(value);

export const fieldText = (subject: Subject, name: string) =>
  plainName.test(name) && !reserved.has(name) ? `${roots[subject]}.${name}` : `${roots[subject]}[${valueText(name)}]`;

/** What a row says, as a rule. */
export function written(saying: Exclude<Saying, { kind: 'other' }>): string {
  switch (saying.kind) {
    case 'segment':
      return `in_segment(${valueText(saying.name)})`;
    case 'events': {
      const events = `events(${valueText(saying.event)})${saying.within === null ? '' : `.within(${valueText(saying.within)})`}`;
      if (saying.measure === 'any' || saying.measure === 'none') return `${events}.${saying.measure}()`;
      if (saying.measure === 'count') return `${events}.count() ${saying.test} ${valueText(saying.value)}`;
      return `${events}.${saying.measure}().timestamp ${saying.test} timestamp(${valueText(saying.value)})`;
    }
    case 'field': {
      const field = fieldText(saying.subject, saying.name);
      switch (saying.test) {
        case 'true':
          return field;
        case 'known':
          return `has(${field})`;
        case 'in':
          return `${field} in [${saying.values.map(valueText).join(', ')}]`;
        case 'startsWith':
        case 'endsWith':
        case 'contains':
          return `${field}.${saying.test}(${valueText(saying.values[0] ?? '')})`;
        default:
          return `${field} ${saying.test} ${valueText(saying.values[0] ?? '')}`;
      }
    }
  }
}

/** Whether it stands behind a `!` without brackets. */
export const isTight = (saying: Saying) =>
  saying.kind === 'segment' ||
  (saying.kind === 'events' && (saying.measure === 'any' || saying.measure === 'none')) ||
  (saying.kind === 'field' && ['true', 'known', 'startsWith', 'endsWith', 'contains'].includes(saying.test));
