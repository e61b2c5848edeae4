import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { recordParametricEnd } from "../../actions/record-parametric-end";
import { recordSeriesFlow } from "../../actions/record-series-flow";
import { FlowCause, FlowDirection } from "../../constants";
import { readContext } from "../../context";
import { ParametricEndParams } from "../../params/parametric-end-params";
import { SeriesFlowParams, SeriesFlowPart } from "../../params/series-flow-params";
import { epochSeries, Y2K } from "./y2k";

/** What both kinds of controllers of the second version state of an epoch. */
export class EpochEnd {
  /** Price of the token in the strike's scale; null when the log states none. */
  price: BigInt | null = null;

  /**
   * @param collateralClaim - What writers may take after the epoch.
   * @param collateralFinal - What writers had put up.
   * @param premiumClaim - What holders may take.
   */
  constructor(
    public log: string,
    public epoch: BigInt,
    public isMet: bool,
    public collateralClaim: BigInt,
    public collateralFinal: BigInt,
    public premiumClaim: BigInt,
  ) {}
}

/** Records the end of an epoch. In a depeg each vault receives what the other holds, less fees. */
export function recordEpochEnd(event: ethereum.Event, end: EpochEnd): void {
  const collateral = end.collateralFinal;
  const premium = end.isMet ? end.collateralClaim : end.collateralClaim.minus(collateral);
  const series = epochSeries(readContext().bytes("factory"), end.epoch);
  const payoff = end.isMet ? end.premiumClaim : BigInt.zero();
  const params = new ParametricEndParams(Y2K, end.log, series, end.isMet, collateral, payoff, premium);
  params.price = end.price;
  recordParametricEnd(event, params);
}

/** Records the fee that the collateral pays in a depeg; that on premiums never reaches it. */
export function recordEpochFee(event: ethereum.Event, log: string, epoch: BigInt, fee: BigInt): void {
  const series = epochSeries(readContext().bytes("factory"), epoch);
  const part = new SeriesFlowPart(FlowDirection.OUT, FlowCause.FEE, fee);
  recordSeriesFlow(event, new SeriesFlowParams(Y2K, log, series, [part]));
}
