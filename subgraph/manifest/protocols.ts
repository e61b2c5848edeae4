import type { ProtocolDefinition } from "./protocol-definition.ts";
import { AAVE } from "./protocols/aave.ts";
import { AJNA } from "./protocols/ajna.ts";
import { BACKSTOP } from "./protocols/backstop.ts";
import { CHAINLINK } from "./protocols/chainlink.ts";
import { COMPOUND_V3 } from "./protocols/compound-v3.ts";
import { COZY } from "./protocols/cozy.ts";
import { CURVE_PEGKEEPER } from "./protocols/curve-pegkeeper.ts";
import { DYDX_V1 } from "./protocols/dydx-v1.ts";
import { EULER_V2 } from "./protocols/euler-v2.ts";
import { GEARBOX } from "./protocols/gearbox.ts";
import { GMX_V2 } from "./protocols/gmx-v2.ts";
import { HEGIC } from "./protocols/hegic.ts";
import { HEGIC_HARDCORE } from "./protocols/hegic-hardcore.ts";
import { INVERSE } from "./protocols/inverse.ts";
import { KEEP } from "./protocols/keep.ts";
import { LIQUITY_V1 } from "./protocols/liquity-v1.ts";
import { LIQUITY_V2 } from "./protocols/liquity-v2.ts";
import { LYRA } from "./protocols/lyra.ts";
import { MAKER } from "./protocols/maker.ts";
import { MORPHO_BLUE } from "./protocols/morpho-blue.ts";
import { MUSD } from "./protocols/musd.ts";
import { NEXUS } from "./protocols/nexus.ts";
import { OLYMPUS } from "./protocols/olympus.ts";
import { OPYN_GAMMA } from "./protocols/opyn-gamma.ts";
import { PERP } from "./protocols/perp.ts";
import { PERP_V2 } from "./protocols/perp-v2.ts";
import { PREMIA } from "./protocols/premia.ts";
import { RESERVE } from "./protocols/reserve.ts";
import { SYNTHETIX } from "./protocols/synthetix.ts";
import { VENUS } from "./protocols/venus.ts";
import { Y2K } from "./protocols/y2k.ts";

/** Every protocol the subgraph knows, by slug. */
export const PROTOCOLS: Readonly<Record<string, ProtocolDefinition>> = {
  maker: MAKER,
  hegic: HEGIC,
  premia: PREMIA,
  y2k: Y2K,
  "hegic-hardcore": HEGIC_HARDCORE,
  "opyn-gamma": OPYN_GAMMA,
  keep: KEEP,
  cozy: COZY,
  reserve: RESERVE,
  nexus: NEXUS,
  olympus: OLYMPUS,
  perp: PERP,
  "perp-v2": PERP_V2,
  "gmx-v2": GMX_V2,
  "dydx-v1": DYDX_V1,
  aave: AAVE,
  "compound-v3": COMPOUND_V3,
  "liquity-v1": LIQUITY_V1,
  "liquity-v2": LIQUITY_V2,
  musd: MUSD,
  "morpho-blue": MORPHO_BLUE,
  "euler-v2": EULER_V2,
  venus: VENUS,
  lyra: LYRA,
  chainlink: CHAINLINK,
  "curve-pegkeeper": CURVE_PEGKEEPER,
  gearbox: GEARBOX,
  ajna: AJNA,
  synthetix: SYNTHETIX,
  inverse: INVERSE,
  backstop: BACKSTOP,
};
