import { niceTicks, tickText } from "../../devnet/pictures/ticks.ts";
import type { Axis, Chart, Mark, Series } from "./chart.ts";

const WIDTH = 720;
const HEIGHT = 310;
const [LEFT, RIGHT, TOP, BOTTOM] = [70, 18, 80, 46];
const TICKS = 5;

/** Light, then dark. Series differ in dashes or shapes, too. */
const STYLE = `text{font:12px system-ui,sans-serif;fill:#24292f}.title{font-size:14px;font-weight:600}.small{font-size:11px;fill:#57606a}
.back{fill:#fff}.axis{stroke:#8c959f}.grid{stroke:#d8dee4}.mark{stroke:#8c959f;stroke-dasharray:4 4}.line{fill:none;stroke-width:2}
.l0{stroke:#0b63c5}.l1{stroke:#b8500c;stroke-dasharray:7 3}.l2{stroke:#1a7f37;stroke-dasharray:2 3}.l3{stroke:#8250df;stroke-dasharray:9 3 2 3}
.f0{fill:#0b63c5}.f1{fill:#b8500c}.f2{fill:#1a7f37}.f3{fill:#8250df}.band{opacity:.18}
@media(prefers-color-scheme:dark){text{fill:#e6edf3}.small{fill:#9ea7b3}.back{fill:#0d1117}.axis,.mark{stroke:#6e7681}.grid{stroke:#2b323b}
.l0{stroke:#6cb6ff}.l1{stroke:#f2a267}.l2{stroke:#7ee093}.l3{stroke:#cba6ff}.f0{fill:#6cb6ff}.f1{fill:#f2a267}.f2{fill:#7ee093}.f3{fill:#cba6ff}}`;

/** Where numbers of one axis lie on the page. */
type Scale = { readonly ticks: readonly number[]; readonly at: (value: number) => number };

/**
 * Draws a chart as SVG. The same chart gives the same bytes; it is readable on light and on dark pages.
 *
 * @throws {Error} when a number is not finite or nothing is to be drawn.
 */
export function drawChart(chart: Chart): string {
  const [x, y] = [xScale(chart), yScale(chart)];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img">
<title>${escaped(chart.title)}</title>
<style>${STYLE}</style>
<rect class="back" width="${WIDTH}" height="${HEIGHT}"/>
<text class="title" x="${LEFT}" y="20">${escaped(chart.title)}</text>
${drawLegend(chart.series)}
${drawXAxis(chart.x, x)}
${drawYAxis(chart.y, y)}
${chart.series.map((series, at) => drawSeries(series, at, { x, y, count: barCount(chart) })).join("\n")}
${(chart.marks ?? []).map((mark) => drawMark(mark, x, y)).join("\n")}
</svg>
`;
}

function xScale({ x, series, marks = [] }: Chart): Scale {
  const [from, to] = [LEFT, WIDTH - RIGHT];
  if (x.names !== undefined) {
    const count = x.names.length;
    return { ticks: x.names.map((_, at) => at), at: (value) => from + ((value + 0.5) / count) * (to - from) };
  }
  const values = series.flatMap(({ points }) => points.map(([value]) => value));
  const [low, high] = rangeOf([...values, ...marks.flatMap(({ axis, at }) => (axis === "x" ? [at] : []))]);
  const ticks = niceTicks(low, high, TICKS).filter((tick) => tick >= low && tick <= high);
  return { ticks, at: (value) => from + ((value - low) / (high - low || 1)) * (to - from) };
}

function yScale({ series, marks = [] }: Chart): Scale {
  const values = series.flatMap(({ points, kind }) =>
    points.flatMap(([, value, base]) => [value, ...(kind === "BAND" ? [base ?? 0] : [])]),
  );
  const zero = series.some(({ kind }) => kind === "BARS") ? [0] : [];
  const [low, high] = rangeOf([
    ...values,
    ...zero,
    ...marks.flatMap(({ axis, at }) => (axis === "y" ? [at] : [])),
  ]);
  const ticks = niceTicks(low, high, TICKS);
  const [first, last] = [ticks[0] ?? 0, ticks.at(-1) ?? 1];
  return {
    ticks,
    at: (value) => HEIGHT - BOTTOM - ((value - first) / (last - first)) * (HEIGHT - TOP - BOTTOM),
  };
}

function rangeOf(values: readonly number[]): readonly [number, number] {
  if (values.length === 0 || !values.every(Number.isFinite)) {
    throw new Error(`Expected finite numbers to draw, got ${values.slice(0, 5).join(", ") || "none"}.`);
  }
  return [Math.min(...values), Math.max(...values)];
}

function drawLegend(series: readonly Series[]): string {
  const width = (WIDTH - LEFT - RIGHT) / series.length;
  return series
    .map(({ label, kind }, at) => {
      const x = px(LEFT + at * width);
      const key =
        kind === "LINE" || kind === "STEP"
          ? `<path class="line l${at}" d="M${x} 40h20"/>`
          : `<rect class="f${at}${kind === "BAND" ? " band" : ""}" x="${x}" y="35" width="20" height="9"/>`;
      return `${key}<text class="small" x="${px(LEFT + at * width + 26)}" y="44">${escaped(label)}</text>`;
    })
    .join("\n");
}

function drawXAxis({ label, names }: Axis, { ticks, at }: Scale): string {
  const y = HEIGHT - BOTTOM;
  const marks = ticks.map((tick) => {
    const text = names === undefined ? tickText(tick) : escaped(names[tick] ?? "");
    return `<path class="axis" d="M${px(at(tick))} ${y}v4"/><text class="small" text-anchor="middle" x="${px(at(tick))}" y="${y + 17}">${text}</text>`;
  });
  return [
    `<path class="axis" d="M${LEFT} ${y}H${WIDTH - RIGHT}"/>`,
    ...marks,
    `<text class="small" text-anchor="middle" x="${px((LEFT + WIDTH - RIGHT) / 2)}" y="${HEIGHT - 8}">${escaped(label)}</text>`,
  ].join("\n");
}

function drawYAxis({ label, names }: Axis, { ticks, at }: Scale): string {
  const marks = ticks.map((tick) => {
    const text = names === undefined ? tickText(tick) : escaped(names[tick] ?? "");
    return `<path class="grid" d="M${LEFT} ${px(at(tick))}H${WIDTH - RIGHT}"/><text class="small" text-anchor="end" x="${LEFT - 6}" y="${px(at(tick) + 4)}">${text}</text>`;
  });
  return [...marks, `<text class="small" x="8" y="${TOP - 14}">${escaped(label)}</text>`].join("\n");
}

/** Where a series is drawn. */
type Plot = { readonly x: Scale; readonly y: Scale; readonly count: number };

function drawSeries({ kind, points }: Series, at: number, { x, y, count }: Plot): string {
  const place = points.map(([px_, py]) => [px(x.at(px_)), px(y.at(py))] as const);
  if (kind === "LINE")
    return `<path class="line l${at}" d="M${place.map((point) => point.join(" ")).join("L")}"/>`;
  if (kind === "STEP") {
    const [first, ...rest] = place;
    const turns = rest.map(([across, up]) => `H${across}V${up}`).join("");
    return `<path class="line l${at}" d="M${first?.join(" ")}${turns}"/>`;
  }
  if (kind === "POINTS") {
    return place.map(([across, up]) => `<circle class="f${at}" cx="${across}" cy="${up}" r="3"/>`).join("\n");
  }
  if (kind === "BAND") {
    const back = [...points]
      .reverse()
      .map(([across, , base]) => `${px(x.at(across))} ${px(y.at(base ?? 0))}`);
    return `<path class="f${at} band" d="M${place.map((point) => point.join(" ")).join("L")}L${back.join("L")}Z"/>`;
  }
  return drawBars(points, at, { x, y, count });
}

/** Bars of several series stand side by side. */
function drawBars(points: Series["points"], at: number, { x, y, count }: Plot): string {
  const width = Math.min(40, (x.at(1) - x.at(0)) * 0.7) / count;
  return points
    .map(([across, up]) => {
      const [top, bottom] = [y.at(Math.max(up, 0)), y.at(Math.min(up, 0))];
      const left = x.at(across) + (at - count / 2) * width;
      return `<rect class="f${at}" x="${px(left)}" y="${px(top)}" width="${px(width - 1)}" height="${px(bottom - top)}"/>`;
    })
    .join("\n");
}

function barCount({ series }: Chart): number {
  return Math.max(1, series.filter(({ kind }) => kind === "BARS").length);
}

function drawMark({ axis, at, label }: Mark, x: Scale, y: Scale): string {
  const text = escaped(label);
  if (axis === "y") {
    const up = y.at(at);
    return `<path class="mark" d="M${LEFT} ${px(up)}H${WIDTH - RIGHT}"/><text class="small" text-anchor="end" x="${WIDTH - RIGHT - 4}" y="${px(up - 4)}">${text}</text>`;
  }
  const across = x.at(at);
  return `<path class="mark" d="M${px(across)} ${TOP}V${HEIGHT - BOTTOM}"/><text class="small" x="${px(across + 4)}" y="${TOP + 10}">${text}</text>`;
}

/** One decimal suffices for a pixel. */
function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
