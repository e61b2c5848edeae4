import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { NO_KEY } from "../ids";
import { ActionParams } from "./action-params";
import { MarketParams } from "./market-params";

/** A position's state after a change, as the event states it. */
export class PositionChangeParams extends ActionParams {
  /** Debt after in the protocol's own share unit; null where the protocol keeps debts in the asset. */
  debtShares: BigInt | null = null;
  /** Signed size after; null where positions have no size. */
  size: BigInt | null = null;
  /** True after close or full liquidation. */
  isClosed: bool = false;
  /** The protocol's position number; empty where it has none. */
  key: Bytes = NO_KEY;

  /**
   * @param cause - One of PositionCause.
   * @param collateral - Collateral or margin after, in units of the market's collateral asset.
   * @param debt - Debt after, in units of the market's debt asset; zero for perpetuals.
   */
  constructor(
    protocol: string,
    log: string,
    public market: MarketParams,
    public account: Bytes,
    public cause: string,
    public collateral: BigInt,
    public debt: BigInt,
  ) {
    super(protocol, log);
  }
}
