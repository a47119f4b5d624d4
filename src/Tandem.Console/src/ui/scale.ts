/** From a span of values to a span of pixels. */
export function scale([from, to]: readonly [number, number], [start, end]: readonly [number, number]) {
  const size = to - from || 1;
  return (value: number) => start + ((value - from) / size) * (end - start);
}

/** Round steps (1, 2, 2.5 or 5 times a power of ten) that cover the span, about `wanted` of them. */
export function ticks(from: number, to: number, wanted = 4): number[] {
  const size = to - from;
  if (!(size > 0)) return [from];
  const rough = size / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough * 0.999) ?? 10);
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** Round steps from zero to the first that is not below `highest`. */
export function ticksAbove(highest: number, wanted: number): number[] {
  const inside = ticks(0, highest, wanted);
  const step = inside[1] ?? highest;
  const last = inside.at(-1) ?? 0;
  return last >= highest ? inside : [...inside, Number((last + step).toPrecision(12))];
}

/** How many decimals a step needs: 2.5 needs one, 0.25 two, 10 none. */
export const decimalsOf = (step: number) => (String(Number(step.toPrecision(6))).split('.')[1] ?? '').length;
