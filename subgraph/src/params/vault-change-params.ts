import { BigInt } from "@graphprotocol/graph-ts";
import { ActionParams } from "./action-params";
import { AssetParams } from "./asset-params";
import { VaultParams } from "./vault-params";

/** What a log adds to a writer's vault or takes from it, besides options written. */
export class VaultChangeParams extends ActionParams {
  /** Null where the log moves no collateral. */
  collateral: AssetParams | null = null;
  /** Signed, in units of `collateral`. */
  collateralChange: BigInt = BigInt.zero();
  /** Signed: options of another series held against those written, in the protocol's own unit. */
  heldChange: BigInt = BigInt.zero();

  constructor(
    protocol: string,
    log: string,
    public vault: VaultParams,
  ) {
    super(protocol, log);
  }
}
