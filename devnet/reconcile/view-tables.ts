import type { NetworkConfig } from "../../subgraph/manifest/network.ts";
import type { ViewTable } from "./view-table.ts";
import { AAVE_VIEWS } from "./views/aave.ts";
import { AJNA_VIEWS } from "./views/ajna.ts";
import { backstopViews } from "./views/backstop.ts";
import { COMPOUND_V3_VIEWS } from "./views/compound-v3.ts";
import { COZY_VIEWS } from "./views/cozy.ts";
import { CURVE_PEGKEEPER_VIEWS } from "./views/curve-pegkeeper.ts";
import { EULER_V2_VIEWS } from "./views/euler-v2.ts";
import { GEARBOX_VIEWS } from "./views/gearbox.ts";
import { HEGIC_VIEWS } from "./views/hegic.ts";
import { HEGIC_HARDCORE_VIEWS } from "./views/hegic-hardcore.ts";
import { KEEP_VIEWS } from "./views/keep.ts";
import { LIQUITY_V1_VIEWS } from "./views/liquity-v1.ts";
import { LIQUITY_V2_VIEWS } from "./views/liquity-v2.ts";
import { LYRA_VIEWS } from "./views/lyra.ts";
import { MAKER_VIEWS } from "./views/maker.ts";
import { MORPHO_BLUE_VIEWS } from "./views/morpho-blue.ts";
import { MUSD_VIEWS } from "./views/musd.ts";
import { NEXUS_VIEWS } from "./views/nexus.ts";
import { OPYN_GAMMA_VIEWS } from "./views/opyn-gamma.ts";
import { PERP_VIEWS } from "./views/perp.ts";
import { PERP_V2_VIEWS } from "./views/perp-v2.ts";
import { RESERVE_VIEWS } from "./views/reserve.ts";
import { VENUS_VIEWS } from "./views/venus.ts";

const TABLES: readonly ViewTable[] = [
  AAVE_VIEWS,
  AJNA_VIEWS,
  COMPOUND_V3_VIEWS,
  COZY_VIEWS,
  CURVE_PEGKEEPER_VIEWS,
  EULER_V2_VIEWS,
  GEARBOX_VIEWS,
  HEGIC_HARDCORE_VIEWS,
  HEGIC_VIEWS,
  KEEP_VIEWS,
  LIQUITY_V1_VIEWS,
  LIQUITY_V2_VIEWS,
  LYRA_VIEWS,
  MAKER_VIEWS,
  MORPHO_BLUE_VIEWS,
  MUSD_VIEWS,
  NEXUS_VIEWS,
  OPYN_GAMMA_VIEWS,
  PERP_V2_VIEWS,
  PERP_VIEWS,
  RESERVE_VIEWS,
  VENUS_VIEWS,
];

/**
 * Which view is which number, by the protocol's slug: those of the adapters, and those that contracts of the Backstop
 * event standard offer, whose slugs the network's file names.
 */
export function viewTables({ sources }: NetworkConfig): ReadonlyMap<string, ViewTable> {
  const emitters = sources.flatMap(({ protocol, context }) =>
    protocol === "backstop" ? [backstopViews(String(context["slug"]))] : [],
  );
  return new Map([...TABLES, ...emitters].map((table) => [table.protocol, table]));
}
