import { BigInt } from "@graphprotocol/graph-ts";
import { ActionParams } from "./action-params";
import { AssetParams } from "./asset-params";
import { BackstopParams } from "./backstop-params";
import { MarketParams } from "./market-params";

/** Debt of a system that its surplus pays; where the surplus is kept exactly, expenses are told from losses. */
export class BufferPaymentParams extends ActionParams {
  /** True when the debt was promised to an auction before and is released first. */
  isFromAuction: boolean = false;

  /**
   * @param buffer - What the money is paid from.
   * @param payer - Layer that takes the loss: the buffer, or the auction that raised the money.
   * @param amount - In units of the asset.
   */
  constructor(
    protocol: string,
    log: string,
    public market: MarketParams,
    public asset: AssetParams,
    public buffer: BackstopParams,
    public payer: BackstopParams,
    public amount: BigInt,
  ) {
    super(protocol, log);
  }
}

/** Debt that a system queues before it can be paid. */
export class QueuedDebtParams extends ActionParams {
  /**
   * @param buffer - Keeps the money; where it is kept exactly, the debt itself was recorded when it arose.
   * @param amount - In units of the asset.
   * @param key - Under which the protocol queues.
   */
  constructor(
    protocol: string,
    log: string,
    public market: MarketParams,
    public asset: AssetParams,
    public buffer: BackstopParams,
    public amount: BigInt,
    public key: BigInt,
  ) {
    super(protocol, log);
  }
}
