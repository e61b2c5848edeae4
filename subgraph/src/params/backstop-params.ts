import { Bytes } from "@graphprotocol/graph-ts";
import { backstopId } from "../ids";
import { MarketParams } from "./market-params";

/** What a backstop is, for the first event that names it. */
export class BackstopParams {
  id: Bytes;
  /** Null when it stands behind all of the protocol's markets. */
  market: MarketParams | null = null;

  /**
   * @param contract - Contract that holds the capital.
   * @param key - Empty unless one contract is several backstops.
   * @param kind - One of MechanismKind.
   * @param layer - One of LossLayerKind.
   * @param rank - Place in the protocol's waterfall; 1 absorbs first.
   * @param balanceSource - One of BalanceSource.
   */
  constructor(
    public protocol: string,
    public contract: Bytes,
    key: Bytes,
    public name: string,
    public kind: string,
    public layer: string,
    public rank: i32,
    public balanceSource: string,
  ) {
    this.id = backstopId(protocol, contract, key);
  }
}
