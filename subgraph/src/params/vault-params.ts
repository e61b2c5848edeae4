import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { optionVaultId } from "../ids";

/** Which vault of a writer a log names. */
export class VaultParams {
  id: Bytes;

  /**
   * @param contract - Contract that numbers the vaults.
   * @param number - The protocol's number of the vault; unique for an account.
   */
  constructor(
    public protocol: string,
    contract: Bytes,
    public account: Bytes,
    public number: BigInt,
  ) {
    this.id = optionVaultId(protocol, contract, account, number);
  }
}
