import { IconAlertTriangle } from '@tabler/icons-react';
import type { Problem } from '../api/types';
import classes from './Definitions.module.css';

/** What is wrong, where, and what would be right. */
export function Problems({ problems, warnings = [] }: { problems: Problem[]; warnings?: Problem[] }) {
  if (problems.length === 0 && warnings.length === 0) return null;
  return (
    <div role="alert">
      <ul className={classes.problems} aria-label={problems.length > 0 ? 'Mistakes' : 'Perhaps mistakes'}>
        {[...problems, ...warnings].map((problem, index) => (
          <li key={index} data-warns={index >= problems.length || undefined}>
            <IconAlertTriangle size={16} aria-hidden />
            <div>
              {problem.line != null && (
                <strong>
                  Line {problem.line}
                  {problem.column != null && `, column ${problem.column}`}:{' '}
                </strong>
              )}
              {problem.message} {problem.path && <code>{problem.path}</code>}
              {problem.hint && <div className={classes.hint}>{problem.hint}</div>}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
