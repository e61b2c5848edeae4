import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { ActionParams } from "./action-params";
import { BackstopParams } from "./backstop-params";
import { VaultParams } from "./vault-params";

/** A vault that pays collateral out: to its owner after expiry, or to a liquidator who takes its options back. */
export class VaultEndParams extends ActionParams {
  /** Who takes the options back; null where the owner settles. */
  liquidator: Bytes | null = null;
  /** Options taken back, in the protocol's own unit; zero where the owner settles. */
  repaid: BigInt = BigInt.zero();
  /** Decimals of options in the protocol's own unit. */
  sizeDecimals: i32 = 0;

  /**
   * @param payer - Backstop that holds the collateral.
   * @param payee - Who receives it.
   * @param payout - Paid, in units of the vault's collateral asset.
   */
  constructor(
    protocol: string,
    log: string,
    public vault: VaultParams,
    public payer: BackstopParams,
    public payee: Bytes,
    public payout: BigInt,
  ) {
    super(protocol, log);
  }
}
