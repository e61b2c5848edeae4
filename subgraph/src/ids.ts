import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { numberBytes } from "./math/number-bytes";
import { smallNumber } from "./math/small-number";

/** Kinds of facts; part of each fact's id, so that two facts of one log never share an id. */
export namespace FactKind {
  export const LIQUIDATION: i32 = 1;
  export const LOSS_ALLOCATION: i32 = 2;
  export const FUND_FLOW: i32 = 3;
  export const DEFICIT_CHANGE: i32 = 4;
  export const OPTION_TRADE: i32 = 5;
  export const OPTION_EXERCISE: i32 = 6;
  export const AUCTION_EVENT: i32 = 7;
  export const DELEVERAGING: i32 = 8;
  export const PRICE_OBSERVATION: i32 = 9;
  export const PARAMETER_CHANGE: i32 = 10;
  export const STATUS_CHANGE: i32 = 11;
  export const ATTESTATION: i32 = 12;
  export const POSITION_CHANGE: i32 = 13;
  export const SKIPPED_EVENT: i32 = 14;
}

/** Key of what needs none. `Bytes.empty()` of graph-ts would be four zero bytes. */
export const NO_KEY: Bytes = new Bytes(0);

/**
 * Id of a fact: transaction hash ++ log index ++ kind and step, both as little-endian 32-bit words.
 *
 * @param step - Place among the facts of this kind made from the same log, from 0.
 * @example factId(event, FactKind.FUND_FLOW, 1) // 0x<32 bytes of hash> 07000000 01000300
 */
export function factId(event: ethereum.Event, kind: i32, step: i32): Bytes {
  return factIdOf(event.transaction.hash, i32(smallNumber(event.logIndex)), kind, step);
}

/**
 * Id of a fact made from any log.
 *
 * @param hash - Of its transaction.
 * @param logIndex - Its place in the block.
 * @example factIdOf(hash, 7, FactKind.FUND_FLOW, 1) // 0x<32 bytes of hash> 07000000 01000300
 */
export function factIdOf(hash: Bytes, logIndex: i32, kind: i32, step: i32): Bytes {
  const id = new Bytes(hash.length + 8);
  const start = changetype<usize>(id.buffer);
  memory.copy(start, changetype<usize>(hash.buffer) + hash.byteOffset, hash.length);
  store<i32>(start + hash.length, logIndex);
  store<i32>(start + hash.length, (kind << 16) | step, 4);
  return id;
}

/**
 * Id of a protocol: its slug in UTF-8.
 *
 * @example protocolId("maker") // 0x6d616b6572
 */
export function protocolId(slug: string): Bytes {
  return Bytes.fromUTF8(slug);
}

/**
 * Id of a market: protocol id ++ the protocol's own key.
 *
 * @example marketId("maker", Bytes.fromUTF8("ETH-A")) // 0x6d616b6572 4554482d41
 */
export function marketId(protocol: string, key: Bytes): Bytes {
  return protocolId(protocol).concat(key);
}

/**
 * Id of a backstop: protocol id ++ contract ++ key, which is empty unless one contract is several backstops. The contract
 * is empty where keys are unique within the protocol.
 *
 * @example backstopId("maker", vow, NO_KEY) // 0x6d616b6572 a950524441892a31ebddf91d3ceefa04bf454466
 */
export function backstopId(protocol: string, contract: Bytes, key: Bytes): Bytes {
  return protocolId(protocol).concat(contract).concat(key);
}

/**
 * Id of a backstop's balance: backstop id ++ asset id.
 *
 * @example backstopBalanceId(backstopId("maker", vow, NO_KEY), vat)
 */
export function backstopBalanceId(backstop: Bytes, asset: Bytes): Bytes {
  return backstop.concat(asset);
}

/**
 * Id of a position: market id ++ account ++ key, which is empty unless the protocol numbers positions.
 *
 * @example positionId(marketId("perp", amm), trader, NO_KEY)
 */
export function positionId(market: Bytes, account: Bytes, key: Bytes): Bytes {
  return market.concat(account).concat(key);
}

/**
 * Id of a deficit: market id ++ asset id.
 *
 * @example deficitId(marketId("aave", usdc), usdc)
 */
export function deficitId(market: Bytes, asset: Bytes): Bytes {
  return market.concat(asset);
}

/**
 * Id of a queued part of a deficit: deficit id ++ the queue's key as a number.
 *
 * @example deficitQueueItemId(deficit, BigInt.fromI32(1584020109)) // 0x<deficit id> 5e6a3a8d
 */
export function deficitQueueItemId(deficit: Bytes, key: BigInt): Bytes {
  return deficit.concat(numberBytes(key));
}

/**
 * Id of what a provider has asked back: backstop id ++ account ++ key, which is empty unless the protocol numbers
 * requests.
 *
 * @example withdrawalRequestId(backstopId("keep", assetPool, NO_KEY), underwriter, NO_KEY)
 */
export function withdrawalRequestId(backstop: Bytes, account: Bytes, key: Bytes): Bytes {
  return backstop.concat(account).concat(key);
}

/**
 * Id of what an emitter of the Backstop event standard calls a fact: protocol id ++ its 32 bytes.
 *
 * @example factNameId("acme", name)
 */
export function factNameId(protocol: string, name: Bytes): Bytes {
  return protocolId(protocol).concat(name);
}

/**
 * Id of an option series: protocol id ++ contract ++ the protocol's number, which is null where a contract is one series.
 *
 * @example optionSeriesId("hegic", options, BigInt.fromI32(31)) // 0x6865676963 efc0…cfa2 1f
 */
export function optionSeriesId(protocol: string, contract: Bytes, number: BigInt | null): Bytes {
  const series = protocolId(protocol).concat(contract);
  return number === null ? series : series.concat(numberBytes(number));
}

/**
 * Id of a writer's vault: protocol id ++ contract ++ account ++ the protocol's number of the vault.
 *
 * @example optionVaultId("opyn-gamma", controller, writer, BigInt.fromI32(1))
 */
export function optionVaultId(protocol: string, contract: Bytes, account: Bytes, number: BigInt): Bytes {
  return protocolId(protocol).concat(contract).concat(account).concat(numberBytes(number));
}

/**
 * Id of a holding of a series: series id ++ account ++ key, which is empty unless the protocol numbers positions.
 *
 * @example optionPositionId(series, writer, numberBytes(vaultId))
 */
export function optionPositionId(series: Bytes, account: Bytes, key: Bytes): Bytes {
  return series.concat(account).concat(key);
}

/**
 * Id of an option series where one number of the protocol is a call and a put: its series id ++ the type in UTF-8.
 *
 * @param type - One of OptionType.
 * @example typedSeriesId("lyra", market, BigInt.fromI32(7), "PUT") // 0x<series id> 505554
 */
export function typedSeriesId(protocol: string, contract: Bytes, number: BigInt, type: string): Bytes {
  return optionSeriesId(protocol, contract, number).concat(Bytes.fromUTF8(type));
}

/**
 * Id of a holding of options that is a token and changes hands: protocol id ++ contract of the token ++ its number.
 *
 * @example optionHoldingId("lyra", optionToken, BigInt.fromI32(3))
 */
export function optionHoldingId(protocol: string, token: Bytes, number: BigInt): Bytes {
  return protocolId(protocol).concat(token).concat(numberBytes(number));
}

/**
 * Id of an auction: contract ++ the contract's number.
 *
 * @example auctionId(flipper, BigInt.fromI32(941)) // 0xd8a04f5412223f513dc55f839574430f5ec15531 03ad
 */
export function auctionId(contract: Bytes, number: BigInt): Bytes {
  return contract.concat(numberBytes(number));
}

/**
 * Id of a price feed: contract ++ key, which is empty unless one contract is several feeds.
 *
 * @example priceFeedId(osm, NO_KEY) // 0x81fe72b5a8d1a857d176c3e7d5bd2679a9b85763
 */
export function priceFeedId(contract: Bytes, key: Bytes): Bytes {
  return contract.concat(key);
}

/**
 * Id of a counter of skipped logs: protocol id ++ event name ++ reason.
 *
 * @example skipCounterId("maker", "Flipper.deal", "UNKNOWN_PARENT")
 */
export function skipCounterId(protocol: Bytes, log: string, reason: string): Bytes {
  return protocol.concat(Bytes.fromUTF8(log)).concat(Bytes.fromUTF8(reason));
}
