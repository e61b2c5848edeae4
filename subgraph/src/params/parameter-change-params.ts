import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { ActionParams } from "./action-params";
import { MarketParams } from "./market-params";

/** A parameter of a protocol that was set. */
export class ParameterChangeParams extends ActionParams {
  /** Market that it concerns; null for parameters of the whole protocol. */
  market: MarketParams | null = null;
  /** New value in the contract's own unit; null when it is not a number. */
  value: BigInt | null = null;
  /** Value before; null when the event does not tell. */
  previous: BigInt | null = null;
  /** New value as bytes; null when it is a number. */
  raw: Bytes | null = null;
  /** When the change was proposed on chain, seconds; null when the event does not tell. */
  proposedAt: BigInt | null = null;

  /**
   * @param contract - Contract whose parameter it is.
   * @param name - The contract's own name, such as `chop`.
   */
  constructor(
    protocol: string,
    log: string,
    public contract: Bytes,
    public name: string,
  ) {
    super(protocol, log);
  }
}
