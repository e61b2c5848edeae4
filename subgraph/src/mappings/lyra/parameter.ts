import { BigInt } from "@graphprotocol/graph-ts";
import { ParameterChangeParams } from "../../params/parameter-change-params";
import { LYRA, LyraMarket } from "./lyra";

/** A number that an option market sets. */
export function parameter(lyra: LyraMarket, log: string, name: string, value: BigInt): ParameterChangeParams {
  const change = new ParameterChangeParams(LYRA, log, lyra.market.contract, name);
  change.market = lyra.market;
  change.value = value;
  return change;
}

/**
 * Name of what an option market keeps for each board or strike.
 *
 * @param number - Of the board or strike.
 * @example keyed("baseIv", BigInt.fromI32(7)) // "baseIv(7)"
 */
export function keyed(name: string, number: BigInt): string {
  return `${name}(${number.toString()})`;
}
