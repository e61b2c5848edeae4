import { BigInt } from "@graphprotocol/graph-ts";
import { OptionVault } from "../../generated/schema";
import { lesser } from "../math/lesser";
import { VaultChangeParams } from "../params/vault-change-params";

/**
 * Adds to a vault or takes from it. What is added to a vault that lacked collateral when its series was paid makes good
 * for that.
 *
 * @param ordinal - Ordinal of the log.
 * @returns What of the lack is made good, in units of the collateral asset.
 */
export function applyVaultChange(vault: OptionVault, params: VaultChangeParams, ordinal: i64): BigInt {
  const asset = params.collateral;
  if (asset !== null) vault.collateralAsset = asset.id;
  vault.collateral = notNegative(vault.collateral.plus(params.collateralChange));
  vault.held = notNegative(vault.held.plus(params.heldChange));
  const cured = lesser(vault.shortfall, notNegative(params.collateralChange));
  vault.shortfall = vault.shortfall.minus(cured);
  vault.updatedOrdinal = ordinal;
  return cured;
}

/** Adds options written by a vault (or, below zero, taken back). */
export function applyWriting(vault: OptionVault, change: BigInt, ordinal: i64): void {
  vault.written = notNegative(vault.written.plus(change));
  vault.isClosed = false;
  vault.updatedOrdinal = ordinal;
}

/** Empties a vault that its owner settled. */
export function applySettlement(vault: OptionVault, ordinal: i64): void {
  vault.collateral = BigInt.zero();
  vault.written = BigInt.zero();
  vault.held = BigInt.zero();
  vault.isClosed = true;
  vault.updatedOrdinal = ordinal;
}

/**
 * Counts what a vault lacks for the options that it has written, once.
 *
 * @param rate - Payoff of one option in units of the collateral asset.
 * @param unit - Size of one option.
 * @param ordinal - Ordinal of the log.
 * @returns In units of the collateral asset; zero where it lacks nothing.
 */
export function applyPayoffRate(vault: OptionVault, rate: BigInt, unit: BigInt, ordinal: i64): BigInt {
  const owed = rate.times(vault.written).div(unit);
  vault.shortfall = vault.held.isZero() ? notNegative(owed.minus(vault.collateral)) : BigInt.zero();
  vault.isClosed = true;
  vault.updatedOrdinal = ordinal;
  return vault.shortfall;
}

function notNegative(value: BigInt): BigInt {
  return value.lt(BigInt.zero()) ? BigInt.zero() : value;
}
