import { createHash } from "node:crypto";
import { canonicalJson } from "../../../domain/canonical-json.ts";
import { EPISODE_PARAMETERS, type EpisodeParameters } from "../../../stress/episodes/episode-parameters.ts";
import type { NotEvaluated } from "../../../stress/episodes/scope.ts";
import type { LedgerSession } from "../../ledger-session.ts";
import type { View } from "../../ports.ts";
import type { SeriesCache } from "../../series/series-ports.ts";
import { bucketGrid } from "./bucket-grid.ts";
import { type Detection, detectAll } from "./detect-all.ts";
import { EpisodeMemory } from "./episode-memory.ts";
import { flowScopes } from "./flow-scopes.ts";
import { type BuiltScopes, joined, priceScopes } from "./price-scopes.ts";
import { loadScopeInputs, type ScopeInputs } from "./scope-inputs.ts";

/** SHA-256 of the parameters in force, as canonical JSON, in hex. */
export const PARAMETERS_HASH = createHash("sha256").update(canonicalJson(EPISODE_PARAMETERS)).digest("hex");

/** Conditions that no ledger can judge, whatever the protocol. */
const NEVER: readonly NotEvaluated[] = [
  {
    trigger: "RUN",
    protocol: null,
    subject: null,
    reason: "UTILISATION: what lenders supplied is known at the last block only, so it has no history.",
  },
  {
    trigger: "ORACLE",
    protocol: null,
    subject: null,
    reason:
      "Deviation above the 10 % quantile of liquidation buffers: past buffers of positions are not kept.",
  },
  {
    trigger: "COLLATERAL_IMPAIRMENT",
    protocol: null,
    subject: null,
    reason: "Proofs that a bridged or wrapped supply is backed: no such proof is indexed.",
  },
];

const memory = new EpisodeMemory<Detection>();

/**
 * Detects the episodes of some protocols up to a view's block. A result depends on nothing but the view and the
 * parameters; it is kept once everything that the facts name is known.
 *
 * @param protocols - Ids.
 */
export async function loadEpisodes(
  session: LedgerSession,
  cache: Pick<SeriesCache, "isWhole">,
  { view, protocols }: { readonly view: View; readonly protocols: readonly string[] },
): Promise<Detection> {
  const { network, block } = view;
  const key = canonicalJson([network, block.hash, view.horizon, PARAMETERS_HASH, [...protocols].sort()]);
  const isWhole = await cache.isWhole(network, block.number);
  const detect = () => detectNow(session, view, protocols);
  return isWhole ? memory.get(session.reader, key, detect) : detect();
}

async function detectNow(
  session: LedgerSession,
  view: View,
  protocols: readonly string[],
): Promise<Detection> {
  const parameters = EPISODE_PARAMETERS;
  const inputs = await loadScopeInputs(session, view, {
    protocols,
    bucketSeconds: BigInt(parameters.bucketSeconds),
  });
  const built = scopesOf(inputs, parameters);
  return detectAll({ ...built, missing: [...NEVER, ...built.missing] }, parameters);
}

function scopesOf(inputs: ScopeInputs, parameters: EpisodeParameters): BuiltScopes {
  const built = inputs.books.flatMap((book) => {
    const first = inputs.firstRecords.get(book.protocol.id);
    if (first === undefined) return [];
    const grid = bucketGrid(first, inputs.view.block.timestamp, inputs.bucketSeconds);
    const protocol = { book, grid, parameters };
    return [priceScopes(inputs, protocol), flowScopes(inputs, protocol)];
  });
  return joined(...built);
}
