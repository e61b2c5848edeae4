import { Address, BigInt, DataSourceContext } from "@graphprotocol/graph-ts";
import { Y2kVault } from "../../../generated/templates";

/**
 * Begins to follow the two vaults of an epoch. A vault is followed anew for each of its epochs: its logs name the epoch
 * by the vault's own number, and the source of that epoch knows the series.
 *
 * @param epoch - Number of the series.
 * @param vaultEpoch - Number of the epoch in the vaults' logs.
 */
export function followEpoch(
  factory: Address,
  hedge: Address,
  risk: Address,
  token: Address,
  epoch: BigInt,
  vaultEpoch: BigInt,
): void {
  const context = new DataSourceContext();
  context.setBytes("factory", factory);
  context.setBytes("risk", risk);
  context.setBytes("token", token);
  context.setString("epoch", epoch.toString());
  context.setString("vaultEpoch", vaultEpoch.toString());
  Y2kVault.createWithContext(hedge, context);
  Y2kVault.createWithContext(risk, context);
}
