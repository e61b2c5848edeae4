import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { AssetParams } from "./asset-params";
import { BackstopParams } from "./backstop-params";
import { MarketParams } from "./market-params";

/** One step in the life of a deficit. */
export class DeficitStep {
  /** Defaulter for CREATED, payer for COVERED; null when the event does not tell. */
  account: Bytes | null = null;
  /** Who paid, for COVERED; null when unknown. Its layer gets a LossAllocation. */
  payer: BackstopParams | null = null;
  /** Layer (LossLayerKind) that takes the loss where no payer does, such as SOCIALISED; null for none. */
  layer: string | null = null;
  /** Place of `layer` in the waterfall. */
  rank: i32 = 0;
  /** For SOCIALISED: claims over which the amount was spread; null when the event does not tell. */
  claimsBefore: BigInt | null = null;
  /** True when queued and promised parts cannot be paid by this step, as in Maker's `heal`. */
  sparesPending: bool = false;
  /** False where the payer takes the loss with a later log, as who only promises to pay does. */
  isAllocated: bool = true;
  /**
   * Key under which the protocol queues: PENDING adds the amount to it, UNPENDING takes all of it and ignores
   * `amount`. Null when the protocol has no queue by key.
   */
  queueKey: BigInt | null = null;

  /**
   * @param action - One of DeficitAction.
   * @param amount - In units of the deficit's asset, not negative.
   */
  constructor(
    public action: string,
    public amount: BigInt,
  ) {}
}

/** The deficit of one market in one asset, and what one log does to it, in order. */
export class DeficitParams {
  /** Id of the fact whose loss payers take with this log, such as a liquidation; null for that of each change. */
  loss: Bytes | null = null;
  /** True where the steps pay losses of earlier logs, not that of the action. */
  isEarlier: bool = false;

  constructor(
    public market: MarketParams,
    public asset: AssetParams,
    public steps: Array<DeficitStep>,
  ) {}
}
