import { Address, BigInt } from "@graphprotocol/graph-ts";
import { EventLog1 } from "../../../generated/GmxV2EventEmitter/EventEmitter";
import { recordBackstopState } from "../../actions/record-backstop-state";
import { recordDeficitChange } from "../../actions/record-deficit-change";
import { recordSkippedEvent } from "../../actions/record-skipped-event";
import { DeficitAction, OperatingStatus, SkipReason } from "../../constants";
import { wordAddress } from "../../math/number-bytes";
import { BackstopStateParams } from "../../params/backstop-state-params";
import { DeficitChangeParams } from "../../params/deficit-change-params";
import { DeficitParams, DeficitStep } from "../../params/deficit-params";
import { ParameterChangeParams } from "../../params/parameter-change-params";
import { SkipParams } from "../../params/skip-params";
import { EventData } from "./event-data";
import { deleveraging, GMX_V2, plainToken, poolMarket } from "./gmx-v2";
import { readPositionEvent } from "./position-event";
import { recordDecrease, recordIncrease } from "./position-logs";

/** Hands each event of one indexed topic to what records it; the emitter emits all of them in one shape. */
export function handleEventLog1(event: EventLog1): void {
  const name = event.params.eventName;
  if (name == "PositionIncrease" || name == "PositionDecrease") handlePosition(event, name);
  else if (name == "AdlStateUpdated") handleAdlStateUpdated(event);
  else if (name == "InsufficientFundingFeePayment") handleInsufficientFunding(event);
}

function handlePosition(event: EventLog1, name: string): void {
  const position = readPositionEvent(new EventData(event.params.eventData));
  if (position === null) {
    skip(event, `Expected account, market, size, collateral, price and order of a position`);
    return;
  }
  if (name == "PositionIncrease") recordIncrease(event, logOf(event), position);
  else recordDecrease(event, logOf(event), position);
}

/** Records whether keepers may deleverage a side of a pool, and the ratio of its traders' profit to the pool. */
function handleAdlStateUpdated(event: EventLog1): void {
  const data = new EventData(event.params.eventData);
  const market = Address.fromBytes(wordAddress(event.params.topic1));
  const status = data.isTrue("shouldEnableAdl") ? OperatingStatus.ACTIVE : OperatingStatus.DISABLED;
  const isLong = data.isTrue("isLong");
  const mechanism = deleveraging(market, isLong, event.address);
  const params = new BackstopStateParams(GMX_V2, logOf(event), mechanism, status);
  const name = isLong ? "pnlToPoolFactor.long" : "pnlToPoolFactor.short";
  const factor = new ParameterChangeParams(GMX_V2, logOf(event), event.address, name);
  factor.market = poolMarket(market, event.address);
  factor.value = data.int("pnlToPoolFactor");
  params.parameter = factor;
  recordBackstopState(event, params);
}

/** Records funding that a position owed to other traders and could not pay in the token that they claim. */
function handleInsufficientFunding(event: EventLog1): void {
  const data = new EventData(event.params.eventData);
  const market = data.address("market");
  const token = data.address("token");
  const expected = data.uint("expectedAmount");
  const paid = data.uint("amountPaidInCollateralToken");
  if (market === null || token === null || expected === null || paid === null || expected.lt(paid)) {
    skip(event, "Expected market, token, and no more paid than expected");
    return;
  }
  const missing: BigInt = expected.minus(paid);
  const steps = [new DeficitStep(DeficitAction.CREATED, missing)];
  const deficit = new DeficitParams(poolMarket(market, event.address), plainToken(token), steps);
  recordDeficitChange(event, new DeficitChangeParams(GMX_V2, logOf(event), deficit));
}

function skip(event: EventLog1, detail: string): void {
  recordSkippedEvent(event, new SkipParams(GMX_V2, logOf(event), SkipReason.UNDECODABLE, detail));
}

function logOf(event: EventLog1): string {
  return `EventEmitter.${event.params.eventName}`;
}
