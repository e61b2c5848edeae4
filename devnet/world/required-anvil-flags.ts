import { WORLD_START } from "./cast.ts";

/**
 * Arguments with which anvil must start to carry the local world: the clearing house of Perp is larger than the
 * limit on contract code, and the blocks of the world begin in February 2020.
 */
export const requiredAnvilFlags: readonly string[] = [
  "--disable-code-size-limit",
  "--timestamp",
  String(WORLD_START),
];
