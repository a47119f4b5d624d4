import { useElementSize } from '@mantine/hooks';
import { useState } from 'react';
import type { Estimate } from '../api/types';
import { scale, ticks } from '../ui/scale';
import classes from './DotWhiskers.module.css';

export interface DotPanel {
  title: string;
  unit: string;
  /** Draws a line at zero and always shows it. */
  zero: boolean;
  tick: (value: number, step: number) => string;
  rows: { label: string; colour: string; estimate: Estimate; value: string; interval: string }[];
}

const rowHeight = 40;
const labelWidth = 96;
const numberWidth = 176;
const axis = 26;

/** Estimates as dots with their 95% intervals as whiskers, one row an arm, the numbers beside them. */
export function DotWhiskers({ title, unit, zero, tick, rows }: DotPanel) {
  const { ref, width } = useElementSize();
  const [hovered, setHovered] = useState<string | null>(null);

  const low = Math.min(...rows.map(({ estimate }) => estimate.low), ...(zero ? [0] : []));
  const high = Math.max(...rows.map(({ estimate }) => estimate.high), ...(zero ? [0] : []));
  const room = (high - low || Math.abs(high) || 1) * 0.08;
  const from = !zero && low >= 0 ? Math.max(0, low - room) : low - room;
  const to = high + room;
  // On a phone the numbers stand under the label and leave the width to the picture.
  const narrow = width < 480;
  const right = narrow ? 12 : numberWidth;
  const row = narrow ? rowHeight + 20 : rowHeight;
  const left = narrow ? 8 : labelWidth;
  const x = scale([from, to], [left, Math.max(left + 40, width - right)]);
  const levels = ticks(from, to, narrow ? 3 : 4);
  const step = (levels[1] ?? 1) - (levels[0] ?? 0) || 1;
  const height = rows.length * row + axis;

  return (
    <figure className={classes.figure}>
      <figcaption>
        <strong>{title}</strong> <span>{unit}</span>
      </figcaption>
      <div ref={ref} style={{ height }}>
        {width > 0 && (
          <svg
            width={width}
            height={height}
            role="img"
            aria-label={`${title}: ${rows.map((r) => `${r.label} ${r.value}, 95% interval ${r.interval}`).join('; ')}`}
          >
            {levels.map((level) => (
              <g key={level}>
                <line x1={x(level)} x2={x(level)} y1={0} y2={height - axis} className={classes.grid} />
                <text x={x(level)} y={height - 8} textAnchor="middle" className={classes.tick}>
                  {level === 0 ? '0' : tick(level, step)}
                </text>
              </g>
            ))}
            {zero && <line x1={x(0)} x2={x(0)} y1={0} y2={height - axis} className={classes.zero} />}
            {rows.map(({ label, colour, estimate, value, interval }, index) => {
              const y = index * row + (narrow ? row - 16 : row / 2);
              const on = hovered === null || hovered === label;
              return (
                <g key={label} opacity={on ? 1 : 0.35} onPointerEnter={() => setHovered(label)} onPointerLeave={() => setHovered(null)}>
                  <title>{`${label}: ${value} (95% interval ${interval})`}</title>
                  <rect x={0} y={index * row} width={width} height={row} fill="transparent" />
                  <text x={0} y={narrow ? y - 18 : y} dy="0.34em" className={classes.label}>
                    {label}
                  </text>
                  <g stroke={colour} strokeWidth={2.25} strokeLinecap="round">
                    <line x1={x(estimate.low)} x2={x(estimate.high)} y1={y} y2={y} />
                    <line x1={x(estimate.low)} x2={x(estimate.low)} y1={y - 5} y2={y + 5} />
                    <line x1={x(estimate.high)} x2={x(estimate.high)} y1={y - 5} y2={y + 5} />
                  </g>
                  <circle cx={x(estimate.value)} cy={y} r={5.5} fill={colour} />
                  <text x={width} y={narrow ? y - 18 : y} dy="0.34em" textAnchor="end" className={classes.value}>
                    <tspan className={classes.number}>{value}</tspan> <tspan className={classes.interval}>({interval})</tspan>
                  </text>
                </g>
              );
            })}
          </svg>
        )}
      </div>
    </figure>
  );
}
