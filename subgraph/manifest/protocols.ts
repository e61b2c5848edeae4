import type { ProtocolDefinition } from "./protocol-definition.ts";
import { AAVE } from "./protocols/aave.ts";
import { HEGIC } from "./protocols/hegic.ts";
import { KEEP } from "./protocols/keep.ts";
import { MAKER } from "./protocols/maker.ts";
import { PERP } from "./protocols/perp.ts";

/** Every protocol the subgraph knows, by slug. */
export const PROTOCOLS: Readonly<Record<string, ProtocolDefinition>> = {
  maker: MAKER,
  hegic: HEGIC,
  keep: KEEP,
  perp: PERP,
  aave: AAVE,
};
