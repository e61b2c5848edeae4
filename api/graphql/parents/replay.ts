import type { Scoped } from "../../services/ledger-session.ts";
import type { ReplayAnswer } from "../../services/stress/replay/load-replay.ts";
import type { ReplayStep } from "../../services/stress/replay/replay-report.ts";
import type { StressFactor } from "../../stress/book/stress-book.ts";
import type { ClaimsRun } from "../../stress/replay/claims-run.ts";
import type { HoldingDraw, LayerDraw } from "../../stress/replay/loss-layers.ts";
import type { PriceSummary } from "../../stress/replay/price-summary.ts";
import type { LevelLosses } from "../../stress/replay/run-replay.ts";

/** What resolvers of replays receive. */
export type ReplayResultParent = ReplayAnswer;
export type ReplayLayerParent = Scoped<LayerDraw> & { readonly factors: readonly StressFactor[] };
export type ReplayHoldingParent = Scoped<Omit<HoldingDraw, "factor">> & { readonly asset: string };
export type ReplayLevelLossesParent = LevelLosses;
export type ReplayStepParent = ReplayStep;
export type ReplayPriceParent = Scoped<PriceSummary> & {
  readonly asset: string;
  readonly start: number | null;
};
export type ClaimsRunParent = ClaimsRun;
