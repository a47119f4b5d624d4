import type { ArmGoal, Campaign, CampaignArm, CampaignGoal, Estimate } from '../api/types';
import { decimal, percent, signed } from '../ui/format';

const digitsFor = (size: number) => (size >= 1 ? 1 : size >= 0.1 ? 2 : 3);

/** Percentage points: a lift of 0.077 is "+7.7". */
export const points = (share: number, digits = digitsFor(Math.abs(share * 100))) => signed(decimal(share * 100, digits), share);
export const amount = (value: number) => signed(decimal(value, 2), value);

function range(estimate: Estimate, text: (value: number) => string) {
  return `${text(estimate.low)} to ${text(estimate.high)}`;
}

/** All three numbers of an interval with the digits that its value calls for. */
export function pointsWithInterval(lift: Estimate) {
  const digits = digitsFor(Math.abs(lift.value * 100));
  return { value: `${points(lift.value, digits)} pts`, interval: range(lift, (value) => points(value, digits)) };
}

export const amountWithInterval = (lift: Estimate) => ({ value: amount(lift.value), interval: range(lift, amount) });
export const percentWithInterval = (rate: Estimate) => {
  const digits = rate.value < 0.02 ? 2 : 1;
  return { value: percent(rate.value, digits), interval: range(rate, (value) => percent(value, digits)) };
};
export const plainWithInterval = (value: Estimate) => ({
  value: decimal(value.value, 2),
  interval: range(value, (number) => decimal(number, 2)),
});

const isClear = ({ low, high }: Estimate) => low > 0 || high < 0;

/** What an arm did for a goal, as a sentence with its interval. */
export function reading(arm: CampaignArm, goal: CampaignGoal, result: ArmGoal, control: ArmGoal | undefined): string | null {
  if (result.lift === null) return null;
  const { low, high, value } = result.lift;
  const size = (share: number) => decimal(Math.abs(share) * 100, digitsFor(Math.abs(value * 100)));
  const shares =
    result.rate && control?.rate ? `: ${percentWithInterval(result.rate).value} against ${percentWithInterval(control.rate).value}` : '';
  const start = `${capital(arm.name)} brought`;
  if (!isClear(result.lift))
    return `${start} no clear difference in ${goal.name}: anywhere from ${size(low)} points ${low < 0 ? 'fewer' : 'more'} to ${size(high)} points more than the control group (95% interval).`;
  const more = value > 0 ? 'more' : 'fewer';
  const [least, most] = value > 0 ? [low, high] : [high, low];
  return `${start} ${size(value)} points ${more} customers to ${goal.name} than no message did (95% interval ${size(least)} to ${size(most)})${shares}.`;
}

/** The same for the goal's value, an amount per customer. */
export function valueReading(goal: CampaignGoal, result: ArmGoal, control: ArmGoal | undefined): string | null {
  if (result.valueLift === null || goal.value === null) return null;
  const { low, high, value } = result.valueLift;
  const size = (number: number) => decimal(Math.abs(number), 2);
  const means =
    result.valuePerCustomer && control?.valuePerCustomer
      ? `: ${decimal(result.valuePerCustomer.value, 2)} against ${decimal(control.valuePerCustomer.value, 2)}`
      : '';
  if (!isClear(result.valueLift))
    return `Its ${goal.value} per customer is not clearly different: anywhere from ${amount(low)} to ${amount(high)}.`;
  const [least, most] = value > 0 ? [low, high] : [high, low];
  return `Each of its customers brought ${size(value)} ${value > 0 ? 'more' : 'less'} ${goal.value} (95% interval ${size(least)} to ${size(most)})${means}.`;
}

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);

export const resultOf = (arm: CampaignArm | undefined, goal: CampaignGoal) => arm?.results.find((result) => result.goal === goal.name);
export const controlOf = (campaign: Campaign) => campaign.arms.find((arm) => arm.control);
