/** What the server is asked for; an empty text holds for all. */
export interface TailFilter extends Record<string, string> {
  type: string;
  event: string;
  who: string;
  text: string;
}

export interface RejectFilter extends Record<string, string> {
  state: string;
  code: string;
  path: string;
  text: string;
}

export const types = ['track', 'identify', 'page', 'screen', 'group', 'alias', 'rejected'].map((value) => ({
  value,
  label: value[0]!.toUpperCase() + value.slice(1),
}));

/** What may become of an item, in the words of people. */
export const outcomes: Record<string, string> = {
  applied: 'Applied',
  duplicate: 'Duplicate',
  dropped: 'Dropped',
  erased: 'Erased',
  reassigned: 'Reassigned',
  forwarded: 'On the way',
  waiting: 'Waiting',
  gone: 'Not kept',
  rejected: 'Rejected',
};

export const outcomeChoices = ['applied', 'duplicate', 'dropped', 'rejected', 'erased', 'reassigned', 'forwarded', 'waiting'].map(
  (value) => ({
    value,
    label: outcomes[value] ?? value,
  }),
);
