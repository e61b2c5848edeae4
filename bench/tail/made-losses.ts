import type { Random } from "../../api/stats/seeded-random.ts";

/** Makes losses whose sizes come in waves and have a power tail, as returns of prices do. */
export function madeLosses(count: number, random: Random): number[] {
  let scale = 0.01;
  return Array.from({ length: count }, () => {
    const size = ((1 - random.nextUniform()) ** -0.25 - 1) / 0.25;
    const loss = scale * size * (random.nextUniform() < 0.5 ? 1 : -1);
    scale = 0.001 + 0.8 * scale + 0.12 * Math.min(Math.abs(loss), 0.1);
    return loss;
  });
}
