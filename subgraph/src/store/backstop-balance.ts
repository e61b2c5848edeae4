import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { Backstop, BackstopBalance } from "../../generated/schema";
import { backstopBalanceId } from "../ids";
import { ordinalOf } from "../math/ordinal";
import { FlowParams } from "../params/flow-params";
import { loadOrCreateAsset } from "./asset";
import { loadOrCreateBackstop } from "./backstop";

/**
 * Returns the balance that a flow changes, making it at zero, with its backstop and asset, when it is new.
 * Shares stay null until a flow states some.
 */
export function loadOrCreateBackstopBalance(flow: FlowParams, event: ethereum.Event): BackstopBalance {
  const id = backstopBalanceId(flow.backstop.id, flow.asset.id);
  const known = BackstopBalance.load(id);
  if (known !== null) return known;
  const balance = new BackstopBalance(id);
  balance.backstop = loadOrCreateBackstop(flow.backstop, event).id;
  balance.asset = loadOrCreateAsset(flow.asset, event).id;
  balance.balance = BigInt.zero();
  balance.pendingOutflow = BigInt.zero();
  balance.encumbered = BigInt.zero();
  balance.disabled = BigInt.zero();
  balance.cumulativeIn = BigInt.zero();
  balance.cumulativeOut = BigInt.zero();
  balance.flowCount = BigInt.zero();
  balance.createdOrdinal = ordinalOf(event);
  balance.updatedOrdinal = balance.createdOrdinal;
  balance.save();
  return balance;
}

/** Returns what a backstop holds of an asset; null when nothing was ever seen. */
export function loadBackstopBalance(backstop: Bytes, asset: Bytes): BackstopBalance | null {
  return BackstopBalance.load(backstopBalanceId(backstop, asset));
}

/** Returns what the ledger knows a backstop to hold of an asset, in its units; zero when nothing was ever seen. */
export function balanceOf(backstop: Bytes, asset: Bytes): BigInt {
  const known = BackstopBalance.load(backstopBalanceId(backstop, asset));
  return known === null ? BigInt.zero() : known.balance;
}

/** Returns what of an asset a backstop holds switched off, in its units; zero when nothing was ever seen. */
export function disabledOf(backstop: Bytes, asset: Bytes): BigInt {
  const known = BackstopBalance.load(backstopBalanceId(backstop, asset));
  return known === null ? BigInt.zero() : known.disabled;
}

/** Returns all that a backstop holds, one balance for each asset. */
export function balancesOf(backstop: Backstop): Array<BackstopBalance> {
  return backstop.balances.load();
}
