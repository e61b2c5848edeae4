import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { Deficit, DeficitChange } from "../../generated/schema";
import { FactKind, factId } from "../ids";
import { DeficitStep } from "../params/deficit-params";
import { loadOrCreateBackstop } from "./backstop";
import { stampFact } from "./stamp";

/**
 * Writes a change of a deficit with the state that it left behind.
 *
 * @param deficit - The deficit after the change.
 * @param amount - Part that was applied.
 * @param excess - Part that did not fit.
 * @param step - Place among the changes made from the same log, from 0.
 */
export function createDeficitChange(
  event: ethereum.Event,
  params: DeficitStep,
  deficit: Deficit,
  amount: BigInt,
  excess: BigInt,
  step: i32,
): DeficitChange {
  const change = new DeficitChange(factId(event, FactKind.DEFICIT_CHANGE, step));
  stampFact(change, event, deficit.protocol);
  change.market = deficit.market;
  change.deficit = deficit.id;
  change.asset = deficit.asset;
  change.action = params.action;
  change.amount = amount;
  change.excess = excess;
  change.openAfter = deficit.open;
  change.pendingAfter = deficit.pending;
  change.account = params.account;
  const payer = params.payer;
  if (payer !== null) change.backstop = loadOrCreateBackstop(payer, event).id;
  change.claimsBefore = params.claimsBefore;
  change.save();
  return change;
}
