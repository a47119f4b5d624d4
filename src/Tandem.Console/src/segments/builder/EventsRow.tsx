import type { KnownNames } from '../../api/types';
import { Chosen } from './Chosen';
import { momentNames, orderNames } from './kinds';
import type { Measure, Saying, Test } from './model';
import { Typed } from './Typed';

type Events = Extract<Saying, { kind: 'events' }>;

const measures: [Measure, string][] = [
  ['any', 'happened'],
  ['none', 'did not happen'],
  ['count', 'happened'],
  ['first', 'happened first'],
  ['last', 'happened last'],
];

const units: [string, string][] = [
  ['m', 'minutes'],
  ['h', 'hours'],
  ['d', 'days'],
  ['w', 'weeks'],
];

const moments: Measure[] = ['first', 'last'];

const isGiven = (text: string) => text.trim() !== '';

interface Props {
  saying: Events;
  names: KnownNames | undefined;
  /** Changes what the condition says by then: it may have changed since it was shown. */
  onSay: (change: (now: Events) => Events) => void;
}

/** A condition on what somebody did: the event, how often or when, and how far back to look. */
export function EventsRow({ saying, names, onSay }: Props) {
  const length = lengthOf(saying);
  const isMoment = moments.includes(saying.measure);

  return (
    <>
      <Typed
        label="Event"
        value={saying.event}
        options={names?.events.map(({ name }) => name) ?? []}
        accepts={isGiven}
        onChange={(event) => onSay((now) => ({ ...now, event }))}
        width={190}
      />
      <Chosen
        label="How often or when"
        value={saying.measure}
        options={measures.map(([value, name]) => [value, value === 'count' ? 'happened … times' : name])}
        onChange={(measure) => onSay((now) => withMeasure(now, measure))}
      />
      {saying.measure === 'count' && (
        <>
          <Chosen
            label="Comparison"
            value={saying.test}
            options={orderNames}
            onChange={(test: Test) => onSay((now) => ({ ...now, test }))}
          />
          <Typed
            label="Times"
            type="number"
            value={String(saying.value)}
            accepts={(text) => /^\d+$/.test(text)}
            onChange={(value) => onSay((now) => ({ ...now, value: Number(value) }))}
            width={72}
          />
          <span>times</span>
        </>
      )}
      {isMoment && (
        <>
          <Chosen
            label="Before or after"
            value={saying.test}
            options={momentNames}
            onChange={(test: Test) => onSay((now) => ({ ...now, test }))}
          />
          <Typed
            label="Moment"
            value={String(saying.value)}
            accepts={isGiven}
            onChange={(value) => onSay((now) => ({ ...now, value }))}
            width={190}
            mono
          />
        </>
      )}
      <Chosen
        label="Period"
        value={saying.within === null ? 'ever' : length ? 'last' : 'own'}
        options={[
          ['ever', 'ever'],
          ['last', 'in the last'],
          ...(saying.within !== null && !length ? [['own', saying.within] as [string, string]] : []),
        ]}
        onChange={(value) => onSay((now) => ({ ...now, within: value === 'ever' ? null : '30d' }))}
      />
      {length && (
        <>
          <Typed
            label="Length of the period"
            type="number"
            value={length[1]!}
            accepts={(text) => /^[1-9]\d*$/.test(text)}
            onChange={(value) => onSay((now) => withLength(now, value, undefined))}
            width={72}
          />
          <Chosen label="Unit" value={length[2]!} options={units} onChange={(unit) => onSay((now) => withLength(now, undefined, unit))} />
        </>
      )}
    </>
  );
}

/** The number and the unit of a period. */
const lengthOf = ({ within }: Events) => /^(\d+)([wdhm])$/.exec(within ?? '');

function withLength(now: Events, length: string | undefined, unit: string | undefined): Events {
  const is = lengthOf(now);
  return { ...now, within: `${length ?? is?.[1] ?? 30}${unit ?? is?.[2] ?? 'd'}` };
}

/** The same events, measured otherwise; a number is no moment, and the other way round. */
function withMeasure(now: Events, measure: Measure): Events {
  if (moments.includes(measure) === moments.includes(now.measure)) return { ...now, measure };
  const value = moments.includes(measure) ? `${new Date().getFullYear()}-01-01T00:00:00Z` : 1;
  return { ...now, measure, test: '>=', value };
}
