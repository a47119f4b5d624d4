import { expect, it } from 'vitest';
import type { ArmGoal, CampaignArm, CampaignGoal } from '../api/types';
import { reading, valueReading } from './words';

const visit: CampaignGoal = { name: 'visit', event: 'Site Visited', within: '14d', value: null };
const purchase: CampaignGoal = { name: 'purchase', event: 'Order Completed', within: '14d', value: 'total' };
const none = { rate: null, valuePerCustomer: null, lift: null, relativeLift: null, pValue: null, valueLift: null, valuePValue: null };
const result = (goal: string, rest: Partial<ArmGoal>): ArmGoal => ({ goal, converted: 0, ...none, ...rest });
const arm = (results: ArmGoal[]): CampaignArm => ({
  name: 'mens',
  control: false,
  template: null,
  weight: 1,
  assigned: 21_307,
  sent: 0,
  withheld: 0,
  failed: 0,
  results,
});
const rate = (value: number) => ({ value, low: value, high: value });

it('a clear lift is told with its interval and both rates', () => {
  const mens = result('visit', { rate: rate(0.1828), lift: { value: 0.0766, low: 0.07, high: 0.0832 } });
  expect(reading(arm([mens]), visit, mens, result('visit', { rate: rate(0.1062) }))).toBe(
    'Mens brought 7.7 points more customers to visit than no message did (95% interval 7.0 to 8.3): 18.3% against 10.6%.',
  );
});

it('an interval around zero is not called a lift', () => {
  const mens = result('visit', { lift: { value: 0.002, low: -0.001, high: 0.005 } });
  expect(reading(arm([mens]), visit, mens, undefined)).toContain('no clear difference');
});

it('a loss says fewer, with the smaller loss first', () => {
  const mens = result('visit', { lift: { value: -0.03, low: -0.04, high: -0.02 } });
  expect(reading(arm([mens]), visit, mens, undefined)).toContain(
    '3.0 points fewer customers to visit than no message did (95% interval 2.0 to 4.0)',
  );
});

it('a value is told per customer', () => {
  const mens = result('purchase', { valueLift: { value: 0.77, low: 0.49, high: 1.05 } });
  expect(valueReading(purchase, mens, undefined)).toBe('Each of its customers brought 0.77 more total (95% interval 0.49 to 1.05).');
});
