import { Skeleton, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useState, type PointerEvent } from 'react';
import { ChartPanel } from '../ui/chart/ChartPanel';
import { Failed } from '../ui/Failed';
import { count, dateOf, decimal, exactTime, signed } from '../ui/format';
import { decimalsOf, scale, ticks, ticksAbove } from '../ui/scale';
import { Time } from '../ui/Time';
import chart from '../ui/TimeSeries.module.css';
import { useSizes } from './queries';
import classes from './Sizes.module.css';
import { stretches } from './stretches';

const height = 200;
const margin = { top: 8, right: 16, bottom: 24, left: 64 };

/** How many customers were in a segment, over time. Where nobody looked, the line has a gap. */
export function Sizes({ name, title }: { name: string; title: string }) {
  const { data, error, refetch } = useSizes(name);
  const { ref, width } = useElementSize();
  const [hovered, setHovered] = useState<number | null>(null);

  const points = data?.points.filter(({ count: size }) => size !== null) ?? [];
  const [from, to] = [points[0]?.at, points.at(-1)?.at].map((at) => (at === undefined ? 0 : Date.parse(at))) as [number, number];
  const levels = ticksAbove(Math.max(3, ...points.map(({ count: size }) => size ?? 0)), 3);
  const x = scale([from, to], [margin.left, width - margin.right]);
  const y = scale([0, levels.at(-1) ?? 1], [height - margin.bottom, margin.top]);
  const read = hovered === null ? undefined : points[hovered];

  const pick = (event: PointerEvent<SVGSVGElement>) => {
    const at = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const near = points.reduce(
      (best, point, index) => (Math.abs(x(Date.parse(point.at)) - at) < Math.abs(x(Date.parse(points[best]!.at)) - at) ? index : best),
      0,
    );
    setHovered(points.length > 0 ? near : null);
  };

  return (
    <ChartPanel
      title="Size over time"
      note={
        data?.recordedSince ? (
          <span>
            known since <Time at={data.recordedSince} />
          </span>
        ) : undefined
      }
      data={{
        name: `size-of-${name}`,
        columns: ['at', 'customers', 'entered', 'left'],
        rows: () => data?.points.map(({ at, count: size, entered, left }) => [at, size, entered, left]) ?? [],
      }}
    >
      {data === undefined ? (
        error ? (
          <Failed error={error} what="The size over time" again={() => void refetch()} />
        ) : (
          <Skeleton h={height} aria-busy />
        )
      ) : points.length < 2 ? (
        <Text c="dimmed" size="sm">
          The size is noted every minute from now on; a line appears once there are two points.
        </Text>
      ) : (
        <div ref={ref} className={chart.chart} style={{ height }}>
          {width > 0 && (
            <svg
              width={width}
              height={height}
              role="img"
              aria-label={`Customers in ${title}, from ${exactTime(points[0]!.at)} to ${exactTime(points.at(-1)!.at)}`}
              onPointerMove={pick}
              onPointerLeave={() => setHovered(null)}
            >
              {levels.map((level) => (
                <g key={level}>
                  <line x1={margin.left} x2={width - margin.right} y1={y(level)} y2={y(level)} className={chart.grid} />
                  <text x={margin.left - 8} y={y(level)} dy="0.32em" textAnchor="end">
                    {decimal(level, decimalsOf(levels[1] ?? 1))}
                  </text>
                </g>
              ))}
              {ticks(0, 1, width > 500 ? 4 : 2).map((share) => (
                <text
                  key={share}
                  x={x(from + share * (to - from))}
                  y={height - 4}
                  textAnchor={share === 0 ? 'start' : share === 1 ? 'end' : 'middle'}
                >
                  {labelOf(from + share * (to - from), to - from)}
                </text>
              ))}
              {stretches(points).map((stretch) => (
                <path
                  key={stretch[0]!.at}
                  d={stretch
                    .map(
                      ({ at, count: size }, index) =>
                        `${index === 0 ? 'M' : 'L'}${x(Date.parse(at)).toFixed(1)},${y(size ?? 0).toFixed(1)}`,
                    )
                    .join('')}
                  className={classes.line}
                />
              ))}
              {read && <circle cx={x(Date.parse(read.at))} cy={y(read.count ?? 0)} r={4} className={classes.dot} />}
            </svg>
          )}
          {read && (
            <div
              className={chart.reading}
              style={
                x(Date.parse(read.at)) > width / 2 ? { right: width - x(Date.parse(read.at)) + 12 } : { left: x(Date.parse(read.at)) + 12 }
              }
            >
              <span>{exactTime(read.at)}</span>
              <span>{count(read.count ?? 0)} customers</span>
              {read.entered !== null && <span>{signed(count(read.entered), read.entered)} entered</span>}
              {read.left !== null && <span>{read.left > 0 ? `−${count(read.left)}` : '0'} left</span>}
            </div>
          )}
        </div>
      )}
    </ChartPanel>
  );
}

const hour = 3_600_000;
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const labelOf = (at: number, span: number) => (span < 36 * hour ? clock.format(at) : dateOf(at));
