import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { ActionParams } from "./action-params";

/** End of a series of parametric cover, which is decided for all holders and writers at once. */
export class ParametricEndParams extends ActionParams {
  /** Price of the underlying that the event states, in the strike's scale; null when it states none. */
  price: BigInt | null = null;

  /**
   * @param series - Id of the series.
   * @param isMet - Whether the condition was met, so that holders are paid.
   * @param collateral - What writers had locked, in units of the market's debt asset.
   * @param payoff - What holders receive of it.
   * @param premium - What writers receive of what holders paid.
   */
  constructor(
    protocol: string,
    log: string,
    public series: Bytes,
    public isMet: bool,
    public collateral: BigInt,
    public payoff: BigInt,
    public premium: BigInt,
  ) {
    super(protocol, log);
  }
}
