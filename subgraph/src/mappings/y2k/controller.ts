import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { DepegInsurance, NullEpoch } from "../../../generated/Y2kController/Controller";
import { recordParametricEnd } from "../../actions/record-parametric-end";
import { readContext } from "../../context";
import { ParametricEndParams } from "../../params/parametric-end-params";
import { epochNumber, epochSeries, Y2K } from "./y2k";

/**
 * Records the end of an epoch. In a depeg each vault receives what the other holds; otherwise writers receive the
 * premiums. The price of a depeg is the feed's own, in decimals that no log states.
 */
export function handleDepegInsurance(event: DepegInsurance): void {
  const isMet = event.params.isDisaster;
  const collateral = event.params.riskFinal;
  const premium = isMet ? event.params.riskClaim : event.params.riskClaim.minus(collateral);
  const params = new ParametricEndParams(
    Y2K,
    "Controller.DepegInsurance",
    seriesOf(event.params.epochMarketID),
    isMet,
    collateral,
    event.params.hedgeClaim,
    premium,
  );
  if (!isMet) params.price = event.params.depegPrice;
  recordParametricEnd(event, params);
}

/** Records the end of an epoch in which one vault was empty: everybody takes back what he brought. */
export function handleNullEpoch(event: NullEpoch): void {
  const series = seriesOf(event.params.epochMarketID);
  endEmpty(event, "Controller.NullEpoch", series, event.params.riskFinal);
}

function endEmpty(event: ethereum.Event, log: string, series: Bytes, collateral: BigInt): void {
  const none = BigInt.zero();
  recordParametricEnd(event, new ParametricEndParams(Y2K, log, series, false, collateral, none, none));
}

function seriesOf(id: Bytes): Bytes {
  return epochSeries(readContext().bytes("factory"), epochNumber(id));
}
