import { formatUnits } from "viem";
import type { Line, Panel, Picture } from "./picture.ts";
import { niceTicks, tickText } from "./ticks.ts";

const WIDTH = 720;
const PANEL_HEIGHT = 168;
const TOP = 34;
const BOTTOM = 34;
const LEFT = 66;
const RIGHT = 16;
/** Place for a panel's title and legend above its plot. */
const HEAD = 38;
const PLOT = PANEL_HEIGHT - HEAD - 10;
const TICKS = 3;
const BLOCK_TICKS = 6;
/** Blocks before the first and after the last step. */
const MARGIN = 2;

/** Light, then dark. Lines differ in dashes, too. */
const STYLE = `text{font:12px system-ui,sans-serif;fill:#24292f}.title{font-size:14px;font-weight:600}.small{font-size:11px;fill:#57606a}
.back{fill:#fff}.axis{stroke:#8c959f}.grid{stroke:#d8dee4}.line{fill:none;stroke-width:2}
.l0{stroke:#0b63c5}.l1{stroke:#b8500c;stroke-dasharray:7 3}.l2{stroke:#1a7f37;stroke-dasharray:2 3}
@media(prefers-color-scheme:dark){text{fill:#e6edf3}.small{fill:#9ea7b3}.back{fill:#0d1117}.axis{stroke:#6e7681}.grid{stroke:#2b323b}
.l0{stroke:#6cb6ff}.l1{stroke:#f2a267}.l2{stroke:#7ee093}}`;

/** First and last block that is drawn. */
interface Range {
  readonly from: number;
  readonly to: number;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/** One decimal suffices for a pixel. */
function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function rangeOf({ panels }: Picture): Range {
  const blocks = panels.flatMap(({ lines }) => lines.flatMap(({ steps }) => steps.map(({ block }) => block)));
  return { from: Math.min(...blocks) - MARGIN, to: Math.max(...blocks) + MARGIN };
}

function xOf(block: number, { from, to }: Range): number {
  return LEFT + ((block - from) / (to - from)) * (WIDTH - LEFT - RIGHT);
}

/** Heights of a panel's values on the page. */
class Scale {
  readonly ticks: readonly number[];
  readonly #decimals: number;
  readonly #bottom: number;

  constructor({ lines, decimals }: Panel, bottom: number) {
    this.#decimals = decimals;
    this.#bottom = bottom;
    const values = lines.flatMap(({ steps }) => steps.map(({ value }) => this.#number(value)));
    this.ticks = niceTicks(Math.min(0, ...values), Math.max(0, ...values), TICKS);
  }

  y(value: bigint): number {
    return this.yOf(this.#number(value));
  }

  yOf(value: number): number {
    const [low = 0, high = 1] = [this.ticks[0], this.ticks.at(-1)];
    return this.#bottom - ((value - low) / (high - low)) * PLOT;
  }

  /** Exact enough for a picture; the legend states the exact number. */
  #number(value: bigint): number {
    return Number(formatUnits(value, this.#decimals));
  }
}

function pathOf({ steps, isZeroBefore }: Line, scale: Scale, range: Range): string {
  const [first] = steps;
  if (first === undefined) return `M${px(xOf(range.from, range))} ${px(scale.y(0n))}H${WIDTH - RIGHT}`;
  const start = isZeroBefore
    ? `M${px(xOf(range.from, range))} ${px(scale.y(0n))}`
    : `M${px(xOf(first.block, range))} ${px(scale.y(first.value))}`;
  const turns = steps.map(({ block, value }) => `H${px(xOf(block, range))}V${px(scale.y(value))}`);
  return `${start}${turns.join("")}H${WIDTH - RIGHT}`;
}

/** The value that a line ends with, exactly. */
function lastText({ lines, decimals, unit }: Panel, at: number): string {
  const value = lines[at]?.steps.at(-1)?.value ?? 0n;
  return decimals === 0 ? String(value) : `${formatUnits(value, decimals)} ${unit}`;
}

function drawLegend(panel: Panel, y: number): string {
  const width = (WIDTH - LEFT - RIGHT) / panel.lines.length;
  const entries = panel.lines.map(({ label }, at) => {
    const x = LEFT + at * width;
    const text = escaped(`${label}: ${lastText(panel, at)}`);
    return `<path class="line l${at}" d="M${px(x)} ${y - 4}h22"/><text class="small" x="${px(x + 28)}" y="${y}">${text}</text>`;
  });
  return entries.join("\n");
}

function drawPanel(panel: Panel, at: number, range: Range): string {
  const top = TOP + at * PANEL_HEIGHT;
  const bottom = top + HEAD + PLOT;
  const scale = new Scale(panel, bottom);
  const grid = scale.ticks.map((tick) => {
    const y = px(scale.yOf(tick));
    return `<path class="grid" d="M${LEFT} ${y}H${WIDTH - RIGHT}"/><text class="small" text-anchor="end" x="${LEFT - 6}" y="${px(scale.yOf(tick) + 4)}">${tickText(tick)}</text>`;
  });
  const lines = panel.lines.map(
    (line, place) => `<path class="line l${place}" d="${pathOf(line, scale, range)}"/>`,
  );
  return [
    `<text x="${LEFT}" y="${top + 14}">${escaped(`${panel.title}, ${panel.unit}`)}</text>`,
    drawLegend(panel, top + 31),
    ...grid,
    `<path class="axis" d="M${LEFT} ${px(bottom - PLOT)}V${px(bottom)}"/>`,
    ...lines,
  ].join("\n");
}

function drawBlocks(range: Range, y: number): string {
  const ticks = niceTicks(range.from, range.to, BLOCK_TICKS).filter(
    (tick) => Number.isInteger(tick) && tick >= range.from && tick <= range.to,
  );
  const marks = ticks.map((tick) => {
    const x = px(xOf(tick, range));
    return `<path class="axis" d="M${x} ${y - 10}v4"/><text class="small" text-anchor="middle" x="${x}" y="${y + 6}">${tick}</text>`;
  });
  return [
    ...marks,
    `<text class="small" text-anchor="middle" x="${px((LEFT + WIDTH - RIGHT) / 2)}" y="${y + 22}">block of the default world</text>`,
  ].join("\n");
}

/**
 * Draws a picture as SVG: its panels one above the other over the same blocks, each line with the value that it ends with.
 * The same picture gives the same bytes. It is readable on light and on dark pages.
 */
export function drawPicture(picture: Picture): string {
  const range = rangeOf(picture);
  const plotted = TOP + picture.panels.length * PANEL_HEIGHT;
  const height = plotted + BOTTOM;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">
<title>${escaped(picture.title)}</title>
<style>${STYLE}</style>
<rect class="back" width="${WIDTH}" height="${height}"/>
<text class="title" x="${LEFT}" y="20">${escaped(picture.title)}</text>
${picture.panels.map((panel, at) => drawPanel(panel, at, range)).join("\n")}
${drawBlocks(range, plotted)}
</svg>
`;
}
