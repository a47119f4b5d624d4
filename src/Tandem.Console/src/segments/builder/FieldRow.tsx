import { TagsInput } from '@mantine/core';
import type { NameModel, Names } from './api';
import { Chosen } from './Chosen';
import { testNames, withTest } from './kinds';
import type { Saying, Scalar, Test } from './model';
import { Typed } from './Typed';

type Field = Extract<Saying, { kind: 'field' }>;

interface Props {
  saying: Field;
  names: Names | undefined;
  onSay: (saying: Field) => void;
}

/** A condition on a trait, an identity or a consent: its name, a test, a value. */
export function FieldRow({ saying, names, onSay }: Props) {
  const known = knownNames(saying, names);
  const model = (saying.subject === 'trait' ? names?.traits : saying.subject === 'account' ? names?.accountTraits : undefined)?.find(
    ({ name }) => name === saying.name,
  );
  const values = model?.values.flatMap(({ value }) => (value === null ? [] : [String(value)])) ?? [];
  const tests = testNames.filter(([test]) => test === saying.test || fits(test, saying.subject, model));
  const scalar = (text: string): Scalar => scalarFrom(text, model, saying.values[0]);

  return (
    <>
      <Typed label="Name" value={saying.name} options={known} onChange={(name) => name !== '' && onSay({ ...saying, name })} width={170} />
      <Chosen
        label="Test"
        value={saying.test}
        options={tests}
        onChange={(test: Test) => onSay(withDefault(withTest(saying, test), model))}
      />
      {saying.test === 'in' ? (
        <TagsInput
          aria-label="Values"
          size="sm"
          miw={180}
          value={saying.values.map(String)}
          data={values}
          onChange={(chosen) => onSay({ ...saying, values: chosen.map(scalar) })}
          acceptValueOnBlur
        />
      ) : (
        saying.test !== 'known' &&
        saying.test !== 'true' &&
        (typeof saying.values[0] === 'boolean' ? (
          <Chosen
            label="Value"
            value={String(saying.values[0])}
            options={[
              ['true', 'yes'],
              ['false', 'no'],
            ]}
            onChange={(value) => onSay({ ...saying, values: [value === 'true'] })}
          />
        ) : (
          <Typed
            label="Value"
            value={String(saying.values[0] ?? '')}
            options={values}
            type={typeof saying.values[0] === 'number' && values.length === 0 ? 'number' : 'text'}
            onChange={(value) => onSay({ ...saying, values: [scalar(value)] })}
            width={170}
          />
        ))
      )}
    </>
  );
}

function knownNames({ subject }: Field, names: Names | undefined) {
  switch (subject) {
    case 'trait':
      return names?.traits.map(({ name }) => name);
    case 'account':
      return names?.accountTraits.map(({ name }) => name);
    case 'identity':
      return names?.identities.map(({ kind }) => kind);
    case 'consent':
      return names?.consents.map(({ channel }) => channel);
  }
}

/** Whether a test makes sense for what was seen of a trait. */
function fits(test: Test, subject: Field['subject'], model: NameModel | undefined) {
  if (subject === 'consent') return test === 'true' || test === 'known';
  if (test === 'known') return true;
  if (subject === 'identity') return !['true', '<', '<=', '>', '>='].includes(test);
  if (test === 'true') return model === undefined || model.type === 'bool' || model.type === 'mixed';
  if (model?.type === 'bool') return test === '==' || test === '!=';
  if (model?.type === 'number') return !['contains', 'startsWith', 'endsWith'].includes(test);
  if (model?.type === 'string') return !['<', '<=', '>', '>='].includes(test);
  return true;
}

/** A value of the type that was seen, or that stands there. */
function scalarFrom(text: string, model: NameModel | undefined, now: Scalar | undefined): Scalar {
  const wantsNumber = model ? model.type === 'number' : typeof now === 'number';
  const number = Number(text);
  if (wantsNumber && text.trim() !== '' && Number.isFinite(number)) return number;
  const wantsBool = model ? model.type === 'bool' : typeof now === 'boolean';
  return wantsBool && (text === 'true' || text === 'false') ? text === 'true' : text;
}

/** A new test begins with the most frequent value. */
function withDefault(saying: Field, model: NameModel | undefined): Field {
  if (saying.test === 'known' || saying.test === 'true') return saying;
  const first = model?.values[0]?.value;
  const given = saying.values.filter((value) => value !== '');
  if (given.length > 0) return { ...saying, values: saying.test === 'in' ? given : saying.values };
  const start: Scalar = first ?? (model?.type === 'number' ? 0 : '');
  return {
    ...saying,
    values:
      saying.test === 'in' && start === '' ? [] : [['contains', 'startsWith', 'endsWith'].includes(saying.test) ? String(start) : start],
  };
}
