import { Bytes, ethereum } from "@graphprotocol/graph-ts";
import { ParameterChangeParams } from "../params/parameter-change-params";
import { createParameterChange } from "../store/parameter-change";

/**
 * Writes the parameters that one log sets, in order.
 *
 * @param protocol - Id of the protocol.
 */
export function writeParameters(
  event: ethereum.Event,
  protocol: Bytes,
  parameters: Array<ParameterChangeParams>,
): void {
  for (let i = 0; i < parameters.length; i++) {
    parameters[i].firstStep = i;
    createParameterChange(event, protocol, parameters[i]);
  }
}
