import { BigInt } from "@graphprotocol/graph-ts";
import { ActionParams } from "./action-params";
import { AssetParams } from "./asset-params";
import { BackstopParams } from "./backstop-params";
import { MarketParams } from "./market-params";

/** Start of a market whose debt is kept as units times a rate. */
export class MarketDebtStartParams extends ActionParams {
  /**
   * @param rate - Debt of one unit, in the contract's own scale.
   * @param keeps - Backstop whose balance the same contract keeps: it exists from now on.
   */
  constructor(
    protocol: string,
    log: string,
    public market: MarketParams,
    public rate: BigInt,
    public keeps: BackstopParams,
  ) {
    super(protocol, log);
  }
}

/** Change of the units or of the rate of a market's debt. */
export class MarketDebtParams extends ActionParams {
  /** Signed change of the units, in the contract's own scale. */
  units: BigInt = BigInt.zero();
  /** Signed change of the rate, in the contract's own scale. */
  rate: BigInt = BigInt.zero();
  /** Backstop whose balance rises with the debt and falls with it; null when none does. */
  payee: BackstopParams | null = null;
  /** One of FlowCause, for the payee. */
  cause: string = "";
  /** True when the units that leave become a deficit of the system, for which the payee answers. */
  isConfiscation: boolean = false;
  /** Market of that deficit; null unless units are confiscated. */
  system: MarketParams | null = null;

  /**
   * @param debt - Unit of the debt.
   */
  constructor(
    protocol: string,
    log: string,
    public market: MarketParams,
    public debt: AssetParams,
  ) {
    super(protocol, log);
  }
}
