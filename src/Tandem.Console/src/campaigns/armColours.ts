import type { CampaignArm } from '../api/types';

/** One colour an arm, the same everywhere on the page; the control group is always the quiet one. */
export function armColours(arms: CampaignArm[]): Map<string, string> {
  const treated = arms.filter((arm) => !arm.control).map((arm, index) => [arm.name, `var(--arm-${(index % 5) + 1})`] as const);
  const controls = arms.filter((arm) => arm.control).map((arm) => [arm.name, 'var(--arm-control)'] as const);
  return new Map([...treated, ...controls]);
}
