import { createHash } from "node:crypto";
import { canonicalJson } from "../../../domain/canonical-json.ts";
import { endOrdinal } from "../../../domain/ordinal.ts";
import { EPISODE_PARAMETERS } from "../../../stress/episodes/episode-parameters.ts";
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

/** Nothing was known yet when the last whole bucket ended. */
const NOTHING: Detection = { episodes: [], scopes: [], missing: NEVER };

/**
 * Detects the episodes of some protocols in the whole buckets up to a view's block. The result depends on nothing but the last
 * block of the last whole bucket and the parameters; it is kept once everything that the facts name is known, so that it is
 * computed once every five minutes, and again after a reorganisation.
 *
 * @param protocols - Ids.
 */
export async function loadEpisodes(
  session: LedgerSession,
  cache: Pick<SeriesCache, "isWhole">,
  { view, protocols }: { readonly view: View; readonly protocols: readonly string[] },
): Promise<Detection> {
  const { network } = view;
  const at = lastBucketEnd(view);
  const block = await session.reader.blockAtTime(network, at - 1n);
  if (block === null) return NOTHING;
  const settled = { ...view, block, horizon: endOrdinal(block.number) };
  const detect = () => detectNow(session, { view: settled, at }, protocols);
  if (!(await cache.isWhole(network, block.number))) return detect();
  const key = canonicalJson([network, block.hash, at, PARAMETERS_HASH, [...protocols].sort()]);
  return memory.get(session.reader, key, detect);
}

/** End of the last bucket that ended by the view's block, seconds since 1970-01-01 UTC. */
export function lastBucketEnd({ block }: View): bigint {
  return block.timestamp - (block.timestamp % BigInt(EPISODE_PARAMETERS.bucketSeconds));
}

type Until = { readonly view: View; readonly at: bigint };

async function detectNow(
  session: LedgerSession,
  until: Until,
  protocols: readonly string[],
): Promise<Detection> {
  const bucketSeconds = BigInt(EPISODE_PARAMETERS.bucketSeconds);
  const known = await session.reader.byIds("protocol", until.view, protocols);
  const ids = known.map(({ id }) => id);
  const inputs = await loadScopeInputs(session, until.view, { protocols: ids, bucketSeconds });
  const built = scopesOf(inputs, until.at);
  return detectAll({ ...built, missing: [...NEVER, ...built.missing] }, EPISODE_PARAMETERS);
}

function scopesOf(inputs: ScopeInputs, at: bigint): BuiltScopes {
  const built = inputs.books.flatMap((book) => {
    const first = inputs.firstRecords.get(book.protocol.id);
    if (first === undefined) return [];
    const grid = bucketGrid(first, at, inputs.bucketSeconds);
    const protocol = { book, grid, parameters: EPISODE_PARAMETERS };
    return [priceScopes(inputs, protocol), flowScopes(inputs, protocol)];
  });
  return joined(...built);
}
