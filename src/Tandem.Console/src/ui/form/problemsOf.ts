import { RequestFailed } from '../../api/client';
import type { Problem } from '../../api/types';

const sentence = ({ message, hint }: Problem) => (hint ? `${message} ${hint}` : message);

/** What the server says about each of a form's fields, and what it says about none of them. */
export function problemsOf(error: Error | null, fields: string[]) {
  if (error === null) return { at: () => undefined, rest: null };
  const problems = error instanceof RequestFailed ? error.problems : [];
  const others = problems.filter(({ path }) => path == null || !fields.includes(path));
  const rest = problems.length === 0 ? error.message : others.length > 0 ? others.map(sentence).join(' ') : null;
  return {
    at: (field: string) => {
      const mine = problems.filter(({ path }) => path === field);
      return mine.length > 0 ? mine.map(sentence).join(' ') : undefined;
    },
    rest,
  };
}
