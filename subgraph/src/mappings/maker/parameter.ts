import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { wordText } from "../../math/number-bytes";
import { ParameterChangeParams } from "../../params/parameter-change-params";
import { MAKER } from "./maker";

/**
 * Reads a `File` that sets a number.
 *
 * @param what - Zero-padded name of the parameter.
 * @param value - In the contract's own unit.
 */
export function numberParameter(
  log: string,
  contract: Bytes,
  what: Bytes,
  value: BigInt,
): ParameterChangeParams {
  const params = new ParameterChangeParams(MAKER, log, contract, wordText(what));
  params.value = value;
  return params;
}

/**
 * Reads a `File` that sets an address.
 *
 * @param what - Zero-padded name of the parameter.
 */
export function addressParameter(
  log: string,
  contract: Bytes,
  what: Bytes,
  value: Bytes,
): ParameterChangeParams {
  const params = new ParameterChangeParams(MAKER, log, contract, wordText(what));
  params.raw = value;
  return params;
}
