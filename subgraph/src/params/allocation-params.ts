import { BigInt } from "@graphprotocol/graph-ts";
import { AssetParams } from "./asset-params";
import { BackstopParams } from "./backstop-params";

/** The part of a loss that one layer takes. */
export class AllocationParams {
  /**
   * @param layer - One of LossLayerKind.
   * @param rank - Place in the waterfall; 1 absorbs first.
   * @param backstop - Null for layers without capital of their own.
   * @param amount - In units of the asset, not negative.
   */
  constructor(
    public layer: string,
    public rank: i32,
    public backstop: BackstopParams | null,
    public asset: AssetParams,
    public amount: BigInt,
  ) {}
}
