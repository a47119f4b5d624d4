import type { CampaignPreview } from '../api/types';
import { count, percent } from '../ui/format';
import classes from './Audience.module.css';

interface Part {
  key: string;
  label: string;
  value: number;
  /** None for those who are left out: they are hatched. */
  colour?: string;
}

/** The audience as one bar: who gets a message, the control group, who is left out and why; below it the same in numbers. */
export function Audience({ preview, colours }: { preview: CampaignPreview; colours: Map<string, string> }) {
  const outcome: Part[] = [
    { key: 'receives', label: 'Gets a message', value: preview.receives, colour: 'var(--accent)' },
    { key: 'control', label: 'Control group, gets nothing', value: preview.control, colour: 'var(--arm-control)' },
    ...preview.excluded.map(({ reason, label, count: value }) => ({ key: reason, label, value })),
  ];
  const arms: Part[] = preview.arms.map((arm) => ({ key: arm.name, label: arm.name, value: arm.count, colour: colours.get(arm.name) }));

  return (
    <>
      <div className={classes.bar} aria-hidden>
        {outcome
          .filter((part) => part.value > 0)
          .map((part) => (
            <span
              key={part.key}
              data-out={part.colour === undefined}
              style={{ flexGrow: part.value, background: part.colour }}
              title={`${part.label}: ${count(part.value)}`}
            />
          ))}
      </div>
      <div className={classes.groups}>
        <Group title="What happens" parts={outcome} whole={preview.audience} />
        <Group title="The arms they are put into" parts={arms} whole={preview.audience} />
      </div>
    </>
  );
}

function Group({ title, parts, whole }: { title: string; parts: Part[]; whole: number }) {
  return (
    <table className={classes.table}>
      <caption>{title}</caption>
      <tbody>
        {parts.map((part) => (
          <tr key={part.key}>
            <th scope="row">
              <i data-out={part.colour === undefined} style={{ background: part.colour }} aria-hidden /> {part.label}
            </th>
            <td>{count(part.value)}</td>
            <td>{whole > 0 ? percent(part.value / whole, 1) : '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
