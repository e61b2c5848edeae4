import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { DeficitQueueItem } from "../../generated/schema";
import { deficitQueueItemId } from "../ids";
import { ordinalOf } from "../math/ordinal";

/** Returns what a deficit has queued under a key; null when nothing ever was. */
export function loadDeficitQueueItem(deficit: Bytes, key: BigInt): DeficitQueueItem | null {
  return DeficitQueueItem.load(deficitQueueItemId(deficit, key));
}

/** Returns what a deficit has queued under a key, making it at zero when it is new. */
export function loadOrCreateDeficitQueueItem(
  deficit: Bytes,
  key: BigInt,
  event: ethereum.Event,
): DeficitQueueItem {
  const known = loadDeficitQueueItem(deficit, key);
  if (known !== null) return known;
  const item = new DeficitQueueItem(deficitQueueItemId(deficit, key));
  item.deficit = deficit;
  item.key = key;
  item.amount = BigInt.zero();
  item.createdOrdinal = ordinalOf(event);
  item.updatedOrdinal = item.createdOrdinal;
  item.save();
  return item;
}
