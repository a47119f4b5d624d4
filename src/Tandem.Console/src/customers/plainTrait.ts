/** A trait's value in a file, as in the API: text as it is, everything else as JSON; nothing where there is none. */
export const plainTrait = (value: unknown) =>
  value === null || value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value);
