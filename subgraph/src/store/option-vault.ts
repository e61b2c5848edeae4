import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { OptionSeries, OptionVault } from "../../generated/schema";
import { protocolId } from "../ids";
import { ordinalOf } from "../math/ordinal";
import { VaultParams } from "../params/vault-params";

/** Returns the vault; null when nothing was ever put into it. */
export function loadOptionVault(id: Bytes): OptionVault | null {
  return OptionVault.load(id);
}

/** Returns the vault, making it empty when it is new. */
export function loadOrCreateOptionVault(params: VaultParams, event: ethereum.Event): OptionVault {
  const known = OptionVault.load(params.id);
  if (known !== null) return known;
  const vault = new OptionVault(params.id);
  vault.protocol = protocolId(params.protocol);
  vault.account = params.account;
  vault.number = params.number;
  vault.collateral = BigInt.zero();
  vault.written = BigInt.zero();
  vault.held = BigInt.zero();
  vault.shortfall = BigInt.zero();
  vault.isClosed = false;
  vault.createdOrdinal = ordinalOf(event);
  vault.updatedOrdinal = vault.createdOrdinal;
  return vault;
}

/** Returns the vaults that have written a series. */
export function vaultsOf(series: OptionSeries): Array<OptionVault> {
  return series.vaults.load();
}
