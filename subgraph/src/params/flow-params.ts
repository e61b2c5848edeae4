import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { AssetParams } from "./asset-params";
import { BackstopParams } from "./backstop-params";

/** One movement of capital into, out of, or inside a backstop. */
export class FlowParams {
  /** One of HoldKind for HOLD and RELEASE; null otherwise. */
  hold: string | null = null;
  /** Signed: shares minted (+) or burnt (−); null for funds without shares. */
  shares: BigInt | null = null;
  /** Signed: shares that entered (+) or left (−) the withdrawal queue; null for funds without shares. */
  pendingShares: BigInt | null = null;
  /** Who paid or received; null when the event does not tell. */
  account: Bytes | null = null;
  /** True when the log only implies the movement: not written where another source keeps the balance exactly. */
  isImplied: boolean = false;
  /** True when the log is of the ledger that keeps the balance: not written where the balance is PARTIAL after all. */
  isOfKeeper: boolean = false;

  /**
   * @param direction - One of FlowDirection.
   * @param cause - One of FlowCause.
   * @param amount - In units of the asset, not negative.
   */
  constructor(
    public backstop: BackstopParams,
    public asset: AssetParams,
    public direction: string,
    public cause: string,
    public amount: BigInt,
  ) {}
}
