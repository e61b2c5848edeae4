import type { KnownTime } from "../block-times.ts";

const HOUR = 3600;
/** Pokes on either side that tell how many blocks an hour had. */
const NEIGHBOURS = 36;
/** Seconds after the full hour at which a poke is put: the median of the pokes whose block has a known time. */
const AFTER_THE_HOUR = 431;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] as number;
}

/** Whole hours that each gap between pokes lasted, walking back from the last gap. */
function hoursPerGap(gaps: readonly number[]): number[] {
  const hours: number[] = new Array(gaps.length);
  let remainder = 0;
  for (let index = gaps.length - 1; index >= 0; index--) {
    const near = gaps.slice(Math.max(0, index - NEIGHBOURS), index + NEIGHBOURS + 1);
    const lasted = (gaps[index] as number) / median(near);
    hours[index] = Math.max(1, Math.round(lasted + remainder));
    remainder = lasted - Math.round(Math.max(1, lasted));
  }
  return hours;
}

/**
 * Returns the times, seconds, of the oracle's pokes before the first block whose time is known.
 *
 * The oracle can be poked once in each clock hour and is poked soon after it begins (`OSM.poke` sets `zzz` to the
 * start of the hour and asks for another hour). So each gap between pokes is a whole number of hours: its blocks
 * divided by the median of the gaps around it. A poke that came late makes one gap longer and the next one shorter,
 * therefore what rounding left of a gap is added to the one before it.
 *
 * @param blocks - Blocks of the pokes, ascending, all before `known`.
 * @param known - First block whose time is known.
 * @see https://github.com/makerdao/osm/blob/master/src/osm.sol
 */
export function pokeTimes(blocks: readonly number[], known: KnownTime): KnownTime[] {
  const gaps = blocks.slice(1).map((block, index) => block - (blocks[index] as number));
  const blocksPerHour = median(gaps.slice(-NEIGHBOURS));
  const last = blocks.at(-1) as number;
  let hour = Math.floor(known.time / HOUR - (known.block - last) / blocksPerHour);
  const hours = hoursPerGap(gaps);
  const times: KnownTime[] = [{ block: last, time: hour * HOUR + AFTER_THE_HOUR }];
  for (let index = gaps.length - 1; index >= 0; index--) {
    hour -= hours[index] as number;
    times.push({ block: blocks[index] as number, time: hour * HOUR + AFTER_THE_HOUR });
  }
  return times.reverse();
}
