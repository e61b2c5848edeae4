import type { MetricDefinition } from "../../domain/metric-definition.ts";

/** Definition of the counterfactual replay. */
export const REPLAY: MetricDefinition = {
  id: "replay",
  title: "Replay of a scenario on the book of a block",
  formula:
    "per step: market price = path × (1 − impact of sales); oracle by lag, heartbeat and deviation; liquidate while Σ collateral × threshold < debt, repaid = close factor × debt, " +
    "seized = repaid × (1 + bonus), or all collateral where that is less and the rest of the debt is a loss; repeat until nothing more happens; " +
    "capital that runs leaves; losses through the layers by rank. loss = realised + latent at the end beyond that at the block",
  unit: "US dollars at the market prices of the scenario; layers also in the smallest unit of what they hold",
  edgeCases: [
    "Without a shock nothing happens: an account that is unsafe at the block already is closed only when its health falls further.",
    "Nobody liquidates at a loss: what is seized is worth at least what is repaid and the gas, at market prices.",
    "An asset without price is left out with its accounts, and NOT_REPLAYABLE is told; one without history needs a declared proxy.",
    "No depth is known to the ledger: prices give way only where the scenario states depth.",
    "A breach is told as soon as losses, realised and latent, exceed what the layers have, also when prices recover later.",
    "A search that finds no break up to four times the log-returns says so; it is not monotone, so the first breaking cell of a grid of 1/16 is bisected.",
  ],
  sources: ["metrics.md 4.5, M-08, M-28, M-30", "docs/replay.md"],
  since: "1.2.0",
};
