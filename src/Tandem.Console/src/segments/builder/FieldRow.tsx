import { TagsInput } from '@mantine/core';
import type { KnownName, KnownNames } from '../../api/types';
import { Chosen } from './Chosen';
import { testNames, withTest } from './kinds';
import { isScalar, type Saying, type Scalar, type Test } from './model';
import { Typed } from './Typed';

type Field = Extract<Saying, { kind: 'field' }>;

interface Props {
  saying: Field;
  names: KnownNames | undefined;
  /** Changes what the condition says by then: it may have changed since it was shown. */
  onSay: (change: (now: Field) => Field) => void;
}

/** A condition on a trait, an identity or a consent: its name, a test, a value. */
export function FieldRow({ saying, names, onSay }: Props) {
  const known = knownNames(saying, names) ?? [];
  const model = modelOf(saying, names);
  const values =
    model?.values
      .map(({ value }) => value)
      .filter(isScalar)
      .map(String) ?? [];
  const tests = testNames.filter(([test]) => test === saying.test || fits(test, saying.subject, model));
  const put = (texts: string[]) =>
    onSay((now) => ({ ...now, values: texts.map((text) => scalarFrom(text, modelOf(now, names), now.values[0])) }));

  return (
    <>
      <Typed
        label="Name"
        value={saying.name}
        options={known}
        accepts={(text) => text !== ''}
        onChange={(name) => onSay((now) => ({ ...now, name }))}
        width={170}
      />
      <Chosen
        label="Test"
        value={saying.test}
        options={tests}
        onChange={(test: Test) => onSay((now) => withDefault(withTest(now, test), modelOf(now, names)))}
      />
      {saying.test === 'in' ? (
        <TagsInput
          aria-label="Values"
          size="sm"
          miw={180}
          value={saying.values.map(String)}
          data={values}
          onChange={put}
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
            onChange={(value) => onSay((now) => ({ ...now, values: [value === 'true'] }))}
          />
        ) : (
          <Typed
            label="Value"
            value={String(saying.values[0] ?? '')}
            options={values}
            type={typeof saying.values[0] === 'number' && values.length === 0 ? 'number' : 'text'}
            accepts={(text) => !wantsNumber(model, saying.values[0]) || isNumber(text)}
            onChange={(value) => put([value])}
            width={170}
          />
        ))
      )}
    </>
  );
}

const modelOf = ({ subject, name }: Field, names: KnownNames | undefined) =>
  (subject === 'trait' ? names?.traits : subject === 'account' ? names?.accountTraits : undefined)?.find((one) => one.name === name);

function knownNames({ subject }: Field, names: KnownNames | undefined) {
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
function fits(test: Test, subject: Field['subject'], model: KnownName | undefined) {
  if (subject === 'consent') return test === 'true' || test === 'known';
  if (test === 'known') return true;
  if (subject === 'identity') return !['true', '<', '<=', '>', '>='].includes(test);
  if (test === 'true') return model === undefined || model.type === 'bool' || model.type === 'mixed';
  if (model?.type === 'bool') return test === '==' || test === '!=';
  if (model?.type === 'number') return !['contains', 'startsWith', 'endsWith'].includes(test);
  if (model?.type === 'string') return !['<', '<=', '>', '>='].includes(test);
  return true;
}

const isNumber = (text: string) => text.trim() !== '' && Number.isFinite(Number(text));

const wantsNumber = (model: KnownName | undefined, now: Scalar | undefined) => (model ? model.type === 'number' : typeof now === 'number');

/** A value of the type that was seen, or that stands there. */
function scalarFrom(text: string, model: KnownName | undefined, now: Scalar | undefined): Scalar {
  if (wantsNumber(model, now) && isNumber(text)) return Number(text);
  const wantsBool = model ? model.type === 'bool' : typeof now === 'boolean';
  return wantsBool && (text === 'true' || text === 'false') ? text === 'true' : text;
}

/** A new test begins with the most frequent value. */
function withDefault(saying: Field, model: KnownName | undefined): Field {
  if (saying.test === 'known' || saying.test === 'true') return saying;
  const first = model?.values[0]?.value;
  const given = saying.values.filter((value) => value !== '');
  if (given.length > 0) return { ...saying, values: saying.test === 'in' ? given : saying.values };
  const start: Scalar = isScalar(first) ? first : model?.type === 'number' ? 0 : '';
  return {
    ...saying,
    values:
      saying.test === 'in' && start === '' ? [] : [['contains', 'startsWith', 'endsWith'].includes(saying.test) ? String(start) : start],
  };
}
