import type { NetworkConfig } from "../../subgraph/manifest/network.ts";
import { REFERENCE_SLUG } from "../world/reference/reference-stage.ts";
import { drawPicture } from "./draw-picture.ts";
import { readFacts } from "./ledger-rows.ts";
import { stepsOf } from "./line-source.ts";
import type { Panel, Picture } from "./picture.ts";
import { decimalsOf, type PanelPlan, type PicturePlan } from "./picture-plan.ts";
import { PLANS_OF_CAPITAL } from "./plans-of-capital.ts";
import { PLANS_OF_CONTRACTS } from "./plans-of-contracts.ts";

/** All pictures of docs/mechanisms.md. */
export const PLANS: readonly PicturePlan[] = [...PLANS_OF_CAPITAL, ...PLANS_OF_CONTRACTS];

/** The default world: its ledger, and the names of its contracts. */
export interface PlayedWorld {
  /** Of graph-node's GraphQL. */
  readonly ledgerUrl: string;
  readonly network: NetworkConfig;
}

/** Works out every picture from the ledger of the default world. */
export async function readPictures({ ledgerUrl, network }: PlayedWorld): Promise<Picture[]> {
  const facts = await readFacts(ledgerUrl, REFERENCE_SLUG);
  const addresses = new Map(network.sources.map(({ name, address }) => [name ?? "", address.toLowerCase()]));
  const panelOf = ({ title, unit, lines, startsLate = false }: PanelPlan): Panel => ({
    title,
    unit,
    decimals: decimalsOf(unit),
    lines: Object.entries(lines).map(([label, source]) => ({
      label,
      steps: stepsOf(source, facts, addresses),
      isZeroBefore: !startsLate,
    })),
  });
  return PLANS.map(({ name, title, panels }) => ({ name, title, panels: panels.map(panelOf) }));
}

/** Draws every picture of docs/mechanisms.md. Returns SVG by name. */
export async function makePictures(world: PlayedWorld): Promise<ReadonlyMap<string, string>> {
  const pictures = await readPictures(world);
  return new Map(pictures.map((picture) => [picture.name, drawPicture(picture)]));
}
