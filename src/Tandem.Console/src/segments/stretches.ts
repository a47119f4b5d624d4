interface Point {
  /** Since the point before; null for the first of all. */
  seconds: number | null;
}

/** Points without a gap between them. Points grow sparser with age, so that a gap is what is long beside its neighbours. */
export function stretches<T extends Point>(points: T[]): T[][] {
  const found: T[][] = [];
  points.forEach((point, index) => {
    const beside = [points[index - 1]?.seconds, points[index + 1]?.seconds].filter((seconds): seconds is number => seconds != null);
    const isGap = index === 0 || (point.seconds !== null && beside.length > 0 && point.seconds > 2.5 * Math.max(...beside));
    if (isGap) found.push([point]);
    else found.at(-1)!.push(point);
  });
  return found;
}
