import { Bytes } from "@graphprotocol/graph-ts";

/** What an asset is, for the first event that names it. */
export class AssetParams {
  /**
   * @param id - Token contract, the zero address for the coin, or the contract that keeps an internal unit.
   * @param kind - One of AssetKind.
   * @param symbol - Null when unknown.
   * @param decimals - Below zero when unknown.
   */
  constructor(
    public id: Bytes,
    public kind: string,
    public symbol: string | null,
    public decimals: i32,
  ) {}
}
