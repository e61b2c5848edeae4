import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { countApplied } from "../accounting/count-log";
import { SkipReason } from "../constants";
import { LendingMarketParams } from "../params/lending-market-params";
import { loadLendingState, newLendingState } from "../store/lending-state";
import { loadOrCreateMarket } from "../store/market";
import { createParameterChange } from "../store/parameter-change";
import { loadOrCreateProtocol } from "../store/protocol";
import { writeSkip } from "./write-skip";

/** Records a lending market that opens empty, with the parameter it is born with; a second opening is skipped. */
export function recordLendingMarket(event: ethereum.Event, params: LendingMarketParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  if (loadLendingState(params.market.id) !== null) {
    const detail = `Market ${params.market.name} was opened before`;
    writeSkip(event, protocol, params.log, SkipReason.DUPLICATE, detail);
    protocol.save();
    return;
  }
  const totals = newLendingState(loadOrCreateMarket(params.market, event), event);
  if (params.hasShares) {
    totals.suppliedShares = BigInt.zero();
    totals.borrowedShares = BigInt.zero();
  }
  totals.save();
  const failed = params.failedCalls;
  if (failed !== null) writeSkip(event, protocol, params.log, SkipReason.CALL_FAILED, failed);
  const parameter = params.parameter;
  if (parameter !== null) createParameterChange(event, protocol.id, parameter);
  countApplied(protocol);
  protocol.save();
}
