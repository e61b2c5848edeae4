/**
 * Arguments with which anvil must start to carry the local world: the clearing house of Perp is larger than the
 * limit on contract code. Besides, the genesis must not be later than {@link WORLD_START}.
 */
export const requiredAnvilFlags: readonly string[] = ["--disable-code-size-limit"];
