import { BasketStatusChanged } from "../../../generated/ReserveBasketHandler/BasketHandler";
import { recordMarketStatus } from "../../actions/record-market-status";
import { recordSkippedEvent } from "../../actions/record-skipped-event";
import { OperatingStatus, SkipReason } from "../../constants";
import { readContext } from "../../context";
import { MarketStatusParams } from "../../params/market-status-params";
import { SkipParams } from "../../params/skip-params";
import { knownRToken, RESERVE } from "./reserve";

const LOG = "BasketHandler.BasketStatusChanged";
/** Names of the contract's states, in their order: protocol contracts/interfaces/IAsset.sol, CollateralStatus. */
const STATES: string[] = ["SOUND", "IFFY", "DISABLED"];

/** Records the state of an RToken's basket: while it is not sound, issuance stops and stakers cannot leave. */
export function handleBasketStatusChanged(event: BasketStatusChanged): void {
  const state = event.params.newStatus;
  if (state >= STATES.length) {
    const detail = `Expected a state from 0 to 2, got ${state.toString()}`;
    recordSkippedEvent(event, new SkipParams(RESERVE, LOG, SkipReason.OUT_OF_RANGE, detail));
    return;
  }
  const status = state == 0 ? OperatingStatus.ACTIVE : OperatingStatus.RECOVERY_MODE;
  const params = new MarketStatusParams(RESERVE, LOG, knownRToken(readContext().bytes("rToken")), status);
  params.reason = STATES[state];
  recordMarketStatus(event, params);
}
