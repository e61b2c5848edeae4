import type { Chart, Series } from "./chart.ts";

/** Values of a series by name of bar, in the order of the names. */
type Bars = Readonly<Record<string, readonly number[]>>;

/** Makes a chart of bars, one group for each name. */
export function bars(title: string, y: string, names: readonly string[], values: Bars): Chart {
  const series = Object.entries(values).map(
    ([label, heights]): Series => ({
      label,
      kind: "BARS",
      points: heights.map((height, at) => [at, height] as const),
    }),
  );
  return { title, x: { label: "", names }, y: { label: y }, series };
}

/** Points of a function at equal distances, both ends included. */
export function curve(
  fn: (x: number) => number,
  { from, to, count = 120 }: { readonly from: number; readonly to: number; readonly count?: number },
): [number, number][] {
  return Array.from({ length: count + 1 }, (_, at) => {
    const x = from + ((to - from) * at) / count;
    return [x, fn(x)];
  });
}

/** Points of lists by place: 0, 1, 2, ... unless a first place and a distance are given. */
export function places(values: readonly number[], from = 0, distance = 1): [number, number][] {
  return values.map((value, at) => [from + at * distance, value]);
}
