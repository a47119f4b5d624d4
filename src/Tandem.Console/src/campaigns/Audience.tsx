import type { CampaignPreview } from '../api/types';
import { count, percent } from '../ui/format';
import classes from './Audience.module.css';

/** The audience as one bar: each arm, and who is left out; below it the same in numbers. */
export function Audience({ preview, colours }: { preview: CampaignPreview; colours: Map<string, string> }) {
  const parts = [
    ...preview.arms.map((arm) => ({
      key: arm.name,
      label: arm.name,
      value: arm.count,
      colour: colours.get(arm.name) ?? 'var(--ink)',
      out: false,
    })),
    ...preview.excluded.map((reason) => ({ key: reason.reason, label: reason.label, value: reason.count, colour: '', out: true })),
  ];
  const whole = parts.reduce((sum, part) => sum + part.value, 0);

  return (
    <>
      <div className={classes.bar} aria-hidden>
        {parts
          .filter((part) => part.value > 0)
          .map((part) => (
            <span
              key={part.key}
              data-out={part.out}
              style={{ flexGrow: part.value, background: part.out ? undefined : part.colour }}
              title={`${part.label}: ${count(part.value)}`}
            />
          ))}
      </div>
      <div className={classes.groups}>
        <Group title="Into the arms" parts={parts.filter((part) => !part.out)} whole={whole} />
        <Group title="Left out, by reason" parts={parts.filter((part) => part.out)} whole={whole} none="Nobody is left out." />
      </div>
    </>
  );
}

interface Part {
  key: string;
  label: string;
  value: number;
  colour: string;
  out: boolean;
}

function Group({ title, parts, whole, none }: { title: string; parts: Part[]; whole: number; none?: string }) {
  return (
    <table className={classes.table}>
      <caption>{title}</caption>
      <tbody>
        {parts.map((part) => (
          <tr key={part.key}>
            <th scope="row">
              <i data-out={part.out} style={{ background: part.out ? undefined : part.colour }} aria-hidden /> {part.label}
            </th>
            <td>{count(part.value)}</td>
            <td>{whole > 0 ? percent(part.value / whole, 1) : '–'}</td>
          </tr>
        ))}
        {parts.length === 0 && (
          <tr>
            <th scope="row">{none}</th>
          </tr>
        )}
      </tbody>
    </table>
  );
}
