// Made when they are first needed, and once: to make one takes milliseconds, and the first page needs few.
const once = <T>(make: () => T) => {
  let made: T | undefined;
  return () => (made ??= make());
};
const dates = (options: Intl.DateTimeFormatOptions) => once(() => new Intl.DateTimeFormat(undefined, options));
const exact = dates({ dateStyle: 'medium', timeStyle: 'medium' });
const day = dates({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const shortDate = dates({ dateStyle: 'medium' });
const moment = dates({ day: '2-digit', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit' });
const clockTime = dates({ timeStyle: 'short' });
const relative = once(() => new Intl.RelativeTimeFormat('en', { numeric: 'always', style: 'long' }));
const whole = once(() => new Intl.NumberFormat());

const ofDigits = new Map<number, Intl.NumberFormat>();

function numbers(digits: number) {
  let made = ofDigits.get(digits);
  if (made === undefined) {
    made = new Intl.NumberFormat(undefined, { minimumFractionDigits: digits, maximumFractionDigits: digits });
    ofDigits.set(digits, made);
  }
  return made;
}

export const count = (value: number) => whole().format(value);

export function rate(value: number) {
  const digits = value > 0 && value < 10 ? 1 : 0;
  return numbers(digits).format(value);
}

/** Seconds in milliseconds, with its unit; from a second on in seconds. */
export const milliseconds = (seconds: number) => (seconds < 1 ? `${rate(seconds * 1000)} ms` : `${decimal(seconds, 1)} s`);

export const decimal = (value: number, digits: number) => numbers(digits).format(value);

/** A share (0 to 1) in per cent; small ones keep two digits so that they do not all read "0%". */
export function percent(share: number, digits = share !== 0 && Math.abs(share) < 0.1 ? 2 : 1) {
  return `${decimal(share * 100, digits)}%`;
}

export const signed = (text: string, value: number) => (value > 0 ? `+${text}` : text.replace('-', '−'));

export const exactTime = (iso: string) => exact().format(new Date(iso));
export const dayOf = (iso: string) => day().format(new Date(iso));
export const dateOf = (iso: string | number) => shortDate().format(new Date(iso));
export const momentOf = (iso: string) => moment().format(new Date(iso));
export const timeOf = (iso: string | number) => clockTime().format(new Date(iso));

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365.25 * 86_400],
  ['month', 30.44 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** `speed` of the clock: what a fast clock's server stamped a moment ago must not read as the future here. */
export function ago(iso: string, now: number, speed = 1) {
  const seconds = (Date.parse(iso) - now) / 1000;
  if (seconds > -5 && seconds < 5 * speed) return 'now';
  const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  return relative().format(Math.trunc(seconds / size), unit);
}

/** A long id keeps both ends: `a1b2c3…9f0e`. */
export const shortened = (text: string, longest = 20) =>
  text.length <= longest ? text : `${text.slice(0, Math.ceil(longest / 2) - 1)}…${text.slice(-Math.floor(longest / 2) + 1)}`;

/** How fast a workspace's clock runs, in words: "8 days a second". */
export function speedInWords(speed: number) {
  const units: [string, number][] = [
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
  ];
  const [unit, size] = units.find(([, length]) => speed >= length) ?? ['second', 1];
  const amount = speed / size;
  const text = amount >= 10 || Number.isInteger(amount) ? count(Math.round(amount)) : decimal(amount, 1);
  return `${text} ${unit}${text === '1' ? '' : 's'} a second`;
}

export const plural = (value: number, one: string, many = `${one}s`) => `${count(value)} ${value === 1 ? one : many}`;
