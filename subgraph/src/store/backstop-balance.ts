import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { BackstopBalance } from "../../generated/schema";
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
