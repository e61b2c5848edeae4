import { ClaimPayoutRedeemed } from "../../../generated/NexusClaims/Claims";
import { loadSeriesAsset } from "../../actions/load-series-asset";
import { recordSeriesExercise } from "../../actions/record-series-exercise";
import { ExerciseKind, OptionSide } from "../../constants";
import { readContext } from "../../context";
import { optionSeriesId } from "../../ids";
import { SeriesExerciseParams } from "../../params/series-exercise-params";
import { NEXUS } from "./nexus";

const LOG = "Claims.ClaimPayoutRedeemed";

/**
 * Records that a member was paid for an accepted claim, which is paid in full or not at all. The pool's Payout before it
 * states the loss and who took it.
 */
export function handleClaimPayoutRedeemed(event: ClaimPayoutRedeemed): void {
  const series = optionSeriesId(NEXUS, readContext().bytes("cover"), event.params.coverId);
  const asset = loadSeriesAsset(event, NEXUS, LOG, series);
  if (asset === null) return;
  const amount = event.params.amount;
  const kind = ExerciseKind.CLAIM;
  const params = new SeriesExerciseParams(NEXUS, LOG, series, OptionSide.SHORT, kind, asset, amount);
  params.owed = amount;
  params.size = amount;
  params.account = event.params.user;
  recordSeriesExercise(event, params);
}
