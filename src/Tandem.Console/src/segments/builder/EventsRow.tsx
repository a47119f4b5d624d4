import type { Names } from './api';
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

interface Props {
  saying: Events;
  names: Names | undefined;
  onSay: (saying: Events) => void;
}

/** A condition on what somebody did: the event, how often or when, and how far back to look. */
export function EventsRow({ saying, names, onSay }: Props) {
  const length = /^(\d+)([wdhm])$/.exec(saying.within ?? '');
  const isMoment = saying.measure === 'first' || saying.measure === 'last';
  const measure = (next: Measure) => {
    const wantsMoment = next === 'first' || next === 'last';
    if (wantsMoment === isMoment) onSay({ ...saying, measure: next });
    else if (wantsMoment) onSay({ ...saying, measure: next, test: '>=', value: `${new Date().getFullYear()}-01-01T00:00:00Z` });
    else onSay({ ...saying, measure: next, test: '>=', value: 1 });
  };

  return (
    <>
      <Typed
        label="Event"
        value={saying.event}
        options={names?.events.map(({ name }) => name)}
        onChange={(event) => event !== '' && onSay({ ...saying, event })}
        width={190}
      />
      <Chosen
        label="How often or when"
        value={saying.measure}
        options={measures.map(([value, name]) => [value, value === 'count' ? 'happened … times' : name])}
        onChange={measure}
      />
      {saying.measure === 'count' && (
        <>
          <Chosen label="Comparison" value={saying.test} options={orderNames} onChange={(test: Test) => onSay({ ...saying, test })} />
          <Typed
            label="Times"
            type="number"
            value={String(saying.value)}
            onChange={(value) => /^\d+$/.test(value) && onSay({ ...saying, value: Number(value) })}
            width={72}
          />
          <span>times</span>
        </>
      )}
      {isMoment && (
        <>
          <Chosen label="Before or after" value={saying.test} options={momentNames} onChange={(test: Test) => onSay({ ...saying, test })} />
          <Typed label="Moment" value={String(saying.value)} onChange={(value) => onSay({ ...saying, value })} width={190} mono />
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
        onChange={(value) => onSay({ ...saying, within: value === 'ever' ? null : '30d' })}
      />
      {length && (
        <>
          <Typed
            label="Length of the period"
            type="number"
            value={length[1]!}
            onChange={(value) => /^[1-9]\d*$/.test(value) && onSay({ ...saying, within: `${value}${length[2]}` })}
            width={72}
          />
          <Chosen
            label="Unit"
            value={length[2]!}
            options={units}
            onChange={(unit) => onSay({ ...saying, within: `${length[1]}${unit}` })}
          />
        </>
      )}
    </>
  );
}
