import type { CanonicalValue } from "../../../domain/canonical-json.ts";
import { InvalidRequestError } from "../../../domain/errors.ts";
import { planSteps } from "../../../stress/replay/compile-plan.ts";
import { MOST_EVALUATIONS } from "../../../stress/replay/multiplier-to-failure.ts";
import { REPLAY } from "../../../stress/replay/replay-metric.ts";
import { REPLAY_LEVELS } from "../../../stress/replay/replay-plan.ts";
import type { ReplayScenario } from "../../../stress/replay/replay-scenario.ts";
import type { ReplayInput } from "../../../stress/replay/run-replay.ts";
import type { LedgerSession, Scoped } from "../../ledger-session.ts";
import type { BlockRef } from "../../ports.ts";
import type { Provenance } from "../../provenance.ts";
import type { ViewRequest } from "../../resolve-view.ts";
import { loadSolvency, type SolvencyScope } from "../../solvency.ts";
import { stressBookOf } from "../stress-book-of.ts";
import { type ComputedReplay, computeReplay, type LoadedReplay } from "./compute-replay.ts";
import { episodePaths } from "./episode-paths.ts";
import { scenarioOf, stepSecondsOf } from "./scenario-of.ts";
import type { ScenarioRequest } from "./scenario-request.ts";

/** (Accounts + assets + markets) × steps × replays up to which a request is answered at once; more would hold up all other requests. */
export const MOST_WORK = 5_000_000;

/** What to replay, and on which book. */
export type ReplayRequest = ViewRequest & {
  readonly protocol: string;
  readonly scenario: ScenarioRequest;
  readonly maxPriceAgeSeconds?: number | null | undefined;
};

/** A replay with its provenance. */
export type ReplayAnswer = Scoped<ComputedReplay> & {
  readonly scope: SolvencyScope;
  readonly provenance: Provenance;
};

/**
 * Loads everything that a replay is computed from; `runReplay` needs nothing else.
 *
 * @throws {InvalidRequestError} when the scenario does not fit the book.
 */
export async function loadReplayInput(
  session: LedgerSession,
  scope: SolvencyScope,
  request: ScenarioRequest,
): Promise<LoadedReplay> {
  const stressBook = await stressBookOf(session, scope);
  const scenario = scenarioOf(stressBook, request);
  if (request.episode == null) return { input: { book: stressBook, scenario }, pricesBlock: null };
  const stepSeconds = stepSecondsOf(request);
  const past = await episodePaths({ session, book: scope.book, stressBook, stepSeconds }, request.episode);
  const given = new Set(scenario.paths.map(({ asset }) => asset));
  const replaced = new Set([...given, ...scenario.proxies.map(({ asset }) => asset)]);
  const joined: ReplayScenario = {
    ...scenario,
    steps: scenario.steps ?? past.steps,
    paths: [...past.paths.filter(({ asset }) => !replaced.has(asset)), ...scenario.paths],
    unknown: past.unknown.filter((asset) => !given.has(asset)),
  };
  const book = { ...stressBook, warnings: [...stressBook.warnings, ...past.warnings] };
  return { input: { book, scenario: joined }, pricesBlock: past.view.block };
}

/**
 * Replays a scenario on the book of a protocol.
 *
 * @throws {InvalidRequestError} when the scenario does not fit the book, or is too large to be answered at once.
 * @throws {UnknownEntityError} when the ledger does not know the protocol at that block.
 */
export async function loadReplay(session: LedgerSession, request: ReplayRequest): Promise<ReplayAnswer> {
  const scope = await loadSolvency(session, request);
  const loaded = await loadReplayInput(session, scope, request.scenario);
  requireSmall(loaded.input);
  return replayAnswer(session, { scope, request, computed: computeReplay(loaded) });
}

/** States where a computed replay comes from. */
export async function replayAnswer(
  session: LedgerSession,
  parts: {
    readonly scope: SolvencyScope;
    readonly request: Pick<ReplayRequest, "protocol" | "scenario" | "maxPriceAgeSeconds">;
    readonly computed: ComputedReplay;
  },
): Promise<ReplayAnswer> {
  const { scope, request, computed } = parts;
  const { replayed, leftOut } = computed.accounts;
  const provenance = await session.provenance(scope.view, {
    metric: REPLAY.id,
    params: replayParams(request, computed.pricesBlock),
    completeness: { required: replayed + leftOut, present: replayed },
  });
  return { ...computed, scope, provenance, view: scope.view };
}

/** What names a replay beside its block: the scenario, and the block whose prices it was given. */
export function replayParams(
  request: Pick<ReplayRequest, "protocol" | "scenario" | "maxPriceAgeSeconds">,
  pricesBlock: BlockRef | null,
): CanonicalValue {
  const { protocol, scenario, maxPriceAgeSeconds } = request;
  return {
    protocol,
    scenario: scenario as CanonicalValue,
    maxPriceAgeSeconds: maxPriceAgeSeconds ?? null,
    pricesBlock: pricesBlock?.hash ?? null,
  };
}

function requireSmall({ book, scenario }: ReplayInput): void {
  const rows = book.accounts.count + book.perpetuals.length + book.factors.length + book.markets.length;
  const steps = planSteps(scenario);
  const replays = REPLAY_LEVELS.length + (scenario.findMultiplier ? MOST_EVALUATIONS : 0);
  const work = rows * steps * replays;
  if (work <= MOST_WORK) return;
  throw new InvalidRequestError(
    `Expected at most ${MOST_WORK} (accounts + assets + markets) × steps × replays, got ${rows} × ${steps} × ${replays}. ` +
      "Submit it as a job (mutation submitReplay), take fewer steps, or leave out findMultiplier.",
  );
}
