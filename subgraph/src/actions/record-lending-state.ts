import { ethereum } from "@graphprotocol/graph-ts";
import { LendingState } from "../../generated/schema";
import { countApplied } from "../accounting/count-log";
import { SkipReason } from "../constants";
import { ordinalOf } from "../math/ordinal";
import { LendingStateParams } from "../params/lending-state-params";
import { loadLendingState, newLendingState } from "../store/lending-state";
import { loadOrCreateMarket } from "../store/market";
import { loadOrCreateProtocol } from "../store/protocol";
import { writeSkip } from "./write-skip";

/** Records what a market says of its claims and debts. */
export function recordLendingState(event: ethereum.Event, params: LendingStateParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const state = stateOf(event, params);
  if (state === null) {
    const detail = `Market ${params.market.name} was never seen to open`;
    writeSkip(event, protocol, params.log, SkipReason.UNKNOWN_PARENT, detail);
    protocol.save();
    return;
  }
  state.suppliedAssets = params.suppliedAssets;
  state.suppliedShares = params.suppliedShares;
  state.borrowedAssets = params.borrowedAssets;
  state.updatedOrdinal = ordinalOf(event);
  state.save();
  countApplied(protocol);
  protocol.save();
}

function stateOf(event: ethereum.Event, params: LendingStateParams): LendingState | null {
  const known = loadLendingState(params.market.id);
  if (known !== null || !params.isFirstKnown) return known;
  return newLendingState(loadOrCreateMarket(params.market, event), event);
}
