import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { OptionSeries } from "../../generated/schema";
import { applyPayoffRate } from "../accounting/apply-vault-change";
import { DeficitAction } from "../constants";
import { ordinalOf } from "../math/ordinal";
import { payoffRate } from "../math/payoff-rate";
import { DeficitStep } from "../params/deficit-params";
import { SeriesExerciseParams } from "../params/series-exercise-params";
import { loadOptionSeries } from "../store/option-series";
import { vaultsOf } from "../store/option-vault";
import { recordSeriesExercise } from "./record-series-exercise";
import { vaultDeficit } from "./vault-deficit";

/**
 * Records what a holder was paid. The payoff of one option that follows from it shows which vaults of the series hold
 * less than they owe: each such lack becomes a deficit, once.
 *
 * @param unit - Size of one option.
 */
export function recordVaultRedemption(
  event: ethereum.Event,
  params: SeriesExerciseParams,
  unit: BigInt,
): void {
  const series = loadOptionSeries(params.series);
  const size = params.size;
  if (series !== null && size !== null && size.gt(BigInt.zero())) {
    const rate = payoffRate(params.settled, size, unit);
    if (rate !== null && !rate.isZero()) addDeficits(event, params, series, rate, unit);
  }
  recordSeriesExercise(event, params);
}

function addDeficits(
  event: ethereum.Event,
  params: SeriesExerciseParams,
  series: OptionSeries,
  rate: BigInt,
  unit: BigInt,
): void {
  const vaults = vaultsOf(series);
  const steps: Array<DeficitStep> = [];
  for (let i = 0; i < vaults.length; i++) {
    if (vaults[i].isClosed || vaults[i].written.isZero()) continue;
    const lack = applyPayoffRate(vaults[i], rate, unit, ordinalOf(event));
    vaults[i].save();
    if (!lack.isZero()) steps.push(created(lack, vaults[i].account));
  }
  if (steps.length == 0) return;
  params.deficits.push(vaultDeficit(params.protocol, series, params.payoffAsset.id, steps));
}

function created(amount: BigInt, account: Bytes): DeficitStep {
  const step = new DeficitStep(DeficitAction.CREATED, amount);
  step.account = account;
  return step;
}
