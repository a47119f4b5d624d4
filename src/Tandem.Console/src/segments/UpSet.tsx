import { useElementSize } from '@mantine/hooks';
import type { SegmentOverlap } from '../api/types';
import { count } from '../ui/format';
import { scale, ticksAbove } from '../ui/scale';
import classes from './Overlap.module.css';

const barHeight = 150;
const row = 28;
const column = 34;
const most = 24;

/**
 * Sets as rows, combinations as columns: the dots say which sets a column is of, the bar above how many customers are in exactly
 * these. After Lex, Gehlenborg, Strobelt, Vuillemot and Pfister, "UpSet: Visualization of Intersecting Sets" (2014).
 */
export function UpSet({ overlap }: { overlap: SegmentOverlap }) {
  const { ref, width } = useElementSize();
  const { segments, combinations } = overlap;
  const labels = width < 560 ? 120 : 240;
  const shown = combinations.slice(0, Math.max(1, Math.min(most, Math.floor((width - labels - 40) / column))));
  const levels = ticksAbove(Math.max(3, ...shown.map(({ high }) => high)), 3);
  const y = scale([0, levels.at(-1) ?? 1], [barHeight, 16]);
  const share = scale([0, Math.max(1, ...segments.map((segment) => segment.count))], [0, labels * 0.4]);
  const middle = (at: number) => labels + 40 + at * column + column / 2;
  const titleOf = (names: string[]) => names.map((name) => segments.find((segment) => segment.name === name)?.title ?? name).join(' and ');

  return (
    <div ref={ref}>
      {width > 0 && (
        <svg
          width={width}
          height={barHeight + 16 + segments.length * row}
          role="img"
          aria-label="How many customers are in exactly which of the segments"
        >
          {levels.map((level) => (
            <g key={level}>
              <line x1={labels + 34} x2={labels + 40 + shown.length * column} y1={y(level)} y2={y(level)} className={classes.grid} />
              <text x={labels + 28} y={y(level)} dy="0.32em" textAnchor="end" className={classes.level}>
                {count(level)}
              </text>
            </g>
          ))}
          {segments.map((segment, at) => {
            const top = barHeight + 12 + at * row;
            return (
              <g key={segment.name}>
                {at % 2 === 0 && <rect x={0} y={top} width={labels + 40 + shown.length * column} height={row} className={classes.stripe} />}
                <rect
                  x={labels - share(segment.count)}
                  y={top + row - 6}
                  width={share(segment.count)}
                  height={3}
                  className={classes.size}
                />
                <text x={8} y={top + row / 2} dy="0.32em" className={classes.set}>
                  {fitted(segment.title, labels < 200 ? 12 : 24)}
                </text>
                <text x={labels} y={top + row / 2} dy="0.32em" textAnchor="end" className={classes.level}>
                  {count(segment.count)}
                </text>
              </g>
            );
          })}
          {shown.map((combination, at) => {
            const inside = segments.flatMap(({ name }, index) => (combination.segments.includes(name) ? [index] : []));
            const dot = (index: number) => barHeight + 12 + index * row + row / 2;
            const words = `${titleOf(combination.segments)}${combination.segments.length === 1 ? ' only' : ''}: ${count(combination.count)}`;
            return (
              <g key={combination.segments.join()} className={classes.combination}>
                <title>{words}</title>
                <rect
                  x={middle(at) - column / 2}
                  y={0}
                  width={column}
                  height={barHeight + 12 + segments.length * row}
                  className={classes.hit}
                />
                <rect
                  x={middle(at) - 9}
                  y={y(combination.count)}
                  width={18}
                  height={barHeight - y(combination.count)}
                  className={classes.bar}
                />
                {overlap.method === 'sample' && (
                  <line x1={middle(at)} x2={middle(at)} y1={y(combination.low)} y2={y(combination.high)} className={classes.whisker} />
                )}
                <text
                  x={middle(at)}
                  y={y(overlap.method === 'sample' ? combination.high : combination.count) - 5}
                  textAnchor="middle"
                  className={classes.level}
                >
                  {short.format(combination.count)}
                </text>
                {segments.map(({ name }, index) => (
                  <circle key={name} cx={middle(at)} cy={dot(index)} r={5} className={inside.includes(index) ? classes.on : classes.off} />
                ))}
                {inside.length > 1 && (
                  <line x1={middle(at)} x2={middle(at)} y1={dot(inside[0]!)} y2={dot(inside.at(-1)!)} className={classes.link} />
                )}
              </g>
            );
          })}
        </svg>
      )}
      {combinations.length > shown.length && width > 0 && (
        <p className={classes.rest}>{count(combinations.length - shown.length)} smaller combinations are in the CSV.</p>
      )}
      <ul className={classes.spoken}>
        {combinations.map((combination) => (
          <li key={combination.segments.join()}>
            {titleOf(combination.segments)}: {count(combination.count)}
          </li>
        ))}
      </ul>
    </div>
  );
}

const short = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 });
const fitted = (text: string, longest: number) => (text.length <= longest ? text : `${text.slice(0, longest - 1)}…`);
