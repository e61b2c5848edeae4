import { ByteArray, Bytes, crypto, ethereum } from "@graphprotocol/graph-ts";

/**
 * Returns whether a log begins with the topic of an event. The topic is hashed here rather than kept in a constant:
 * graph-node computes every constant of every mapping anew for each log that it handles.
 *
 * @param signature - Name and types, without spaces.
 * @example isEvent(log, "Transfer(address,address,uint256)")
 */
export function isEvent(log: ethereum.Log, signature: string): bool {
  if (log.topics.length == 0) return false;
  return log.topics[0].equals(Bytes.fromByteArray(crypto.keccak256(ByteArray.fromUTF8(signature))));
}
