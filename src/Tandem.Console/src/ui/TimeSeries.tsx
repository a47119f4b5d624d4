import { useElementSize } from '@mantine/hooks';
import { useState, type PointerEvent } from 'react';
import { decimal, rate, timeOf } from './format';
import { decimalsOf, scale, ticksAbove } from './scale';
import classes from './TimeSeries.module.css';

interface Point {
  at: number;
  value: number;
}
interface Series {
  label: string;
  colour: string;
  filled?: boolean;
  points: Point[];
}
interface Props {
  label: string;
  series: Series[];
  span: number;
  marks: { at: number; label: string }[];
  /** Of the values, where the labels do not say it. */
  unit?: string;
}

const height = 180;
const margin = { top: 8, right: 8, bottom: 22, left: 48 };

/** Lines over the last `span` milliseconds, moving to the left; hovering reads the values at a moment. */
export function TimeSeries({ label, series, span, marks, unit }: Props) {
  const { ref, width } = useElementSize();
  const [hovered, setHovered] = useState<number | null>(null);

  const points = series.flatMap((line) => line.points);
  const end = points.reduce((latest, point) => Math.max(latest, point.at), 0) || Date.now();
  const highest = points.reduce((most, point) => Math.max(most, point.value), 0);
  const levels = ticksAbove(Math.max(highest, 3), 3);
  const top = levels.at(-1) ?? 1;

  const x = scale([end - span, end], [margin.left, width - margin.right]);
  const y = scale([0, top], [height - margin.bottom, margin.top]);

  const pick = (event: PointerEvent<SVGSVGElement>) => {
    const at = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const near = (series[0]?.points ?? []).reduce<Point | null>(
      (best, point) => (best === null || Math.abs(x(point.at) - at) < Math.abs(x(best.at) - at) ? point : best),
      null,
    );
    setHovered(near?.at ?? null);
  };
  const read = hovered === null ? [] : series.map((line) => ({ ...line, value: line.points.find((point) => point.at === hovered)?.value }));

  return (
    <div ref={ref} className={classes.chart} style={{ height }}>
      {width > 0 && (
        <svg width={width} height={height} role="img" aria-label={label} onPointerMove={pick} onPointerLeave={() => setHovered(null)}>
          {levels.map((level) => (
            <g key={level}>
              <line x1={margin.left} x2={width - margin.right} y1={y(level)} y2={y(level)} className={classes.grid} />
              <text x={margin.left - 8} y={y(level)} dy="0.32em" textAnchor="end">
                {decimal(level, decimalsOf(levels[1] ?? 1))}
              </text>
            </g>
          ))}
          {Array.from({ length: Math.round(span / 60_000) + 1 }, (_, minutes) => (
            <text key={minutes} x={x(end - minutes * 60_000)} y={height - 4} textAnchor={minutes === 0 ? 'end' : 'middle'}>
              {minutes === 0 ? 'now' : `−${minutes} min`}
            </text>
          ))}
          {series.map((line) => (
            <g key={line.label}>
              {line.filled && line.points.length > 1 && (
                <path
                  d={`${path(line.points, x, y)}L${x(line.points.at(-1)?.at ?? end)},${y(0)}L${x(line.points[0]?.at ?? end)},${y(0)}Z`}
                  fill={line.colour}
                  opacity={0.1}
                />
              )}
              <path d={path(line.points, x, y)} fill="none" stroke={line.colour} strokeWidth={1.75} strokeLinejoin="round" />
            </g>
          ))}
          {marks.map((mark) => (
            <g key={mark.at} className={classes.mark}>
              <line x1={x(mark.at)} x2={x(mark.at)} y1={margin.top} y2={height - margin.bottom} />
              <text x={x(mark.at) + 4} y={margin.top + 10}>
                {mark.label}
              </text>
            </g>
          ))}
          {hovered !== null && (
            <line x1={x(hovered)} x2={x(hovered)} y1={margin.top} y2={height - margin.bottom} className={classes.cross} />
          )}
        </svg>
      )}
      {hovered !== null && (
        <div className={classes.reading} style={x(hovered) > width / 2 ? { right: width - x(hovered) + 10 } : { left: x(hovered) + 10 }}>
          <span>{timeOf(hovered)}</span>
          {read.map((line) => (
            <span key={line.label}>
              <i style={{ background: line.colour }} /> {unit ? `${line.label} ` : ''}
              {line.value === undefined ? '–' : rate(line.value)} {unit ?? line.label}
            </span>
          ))}
        </div>
      )}
    </div>
  );
}

function path(points: Point[], x: (value: number) => number, y: (value: number) => number) {
  return points.map((point, index) => `${index === 0 ? 'M' : 'L'}${x(point.at).toFixed(1)},${y(point.value).toFixed(1)}`).join('');
}
