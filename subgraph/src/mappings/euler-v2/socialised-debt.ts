import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { Liquidate } from "../../../generated/EulerV2EVault/EVault";
import { wordAddress, wordAt } from "../../math/number-bytes";
import { isEvent } from "../is-event";

const DEBT_SOCIALIZED = "DebtSocialized(address,uint256)";

/**
 * Returns the debt that a liquidation spread over the depositors. The vault emits DebtSocialized right before
 * Liquidate, and only there.
 *
 * @returns In units of the vault's asset; null when the liquidation spread none.
 * @see euler-vault-kit src/EVault/modules/Liquidation.sol, executeLiquidation
 */
export function socialisedDebt(event: Liquidate): BigInt | null {
  const receipt = event.receipt;
  if (receipt == null) return null;
  const before = event.logIndex.minus(BigInt.fromI32(1));
  for (let i = 0; i < receipt.logs.length; i++) {
    const log = receipt.logs[i];
    if (log.logIndex.equals(before) && isSocialising(log, event)) return wordAt(log.data, 0);
  }
  return null;
}

function isSocialising(log: ethereum.Log, event: Liquidate): bool {
  if (!log.address.equals(event.address) || log.topics.length != 2) return false;
  return isEvent(log, DEBT_SOCIALIZED) && wordAddress(log.topics[1]).equals(event.params.violator);
}
