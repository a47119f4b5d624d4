import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import type { Explanation } from '../api/types';
import classes from './Why.module.css';

const marks = {
  true: { Icon: IconCheck, label: 'holds' },
  false: { Icon: IconX, label: 'does not hold' },
  error: { Icon: IconAlertTriangle, label: 'could not be found out' },
};

/** Why a rule holds for somebody or does not, part by part, in words. */
export function Why({ why }: { why: Explanation }) {
  const conditions = why.children.filter(({ outcome }) => outcome !== 'value');
  if (conditions.length === 0) return <Said why={why} />;
  return (
    <ul className={classes.why}>
      {conditions.map((part, at) => (
        <li key={at}>{part.children.some(({ outcome }) => outcome !== 'value') ? <Why why={part} /> : <Said why={part} />}</li>
      ))}
    </ul>
  );
}

function Said({ why }: { why: Explanation }) {
  const { Icon, label } = marks[why.outcome as keyof typeof marks] ?? marks.error;
  return (
    <span className={classes.said} data-outcome={why.outcome} title={why.source}>
      <Icon size={14} aria-label={label} />
      <span>{why.words}</span>
    </span>
  );
}
