import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { ActionParams } from "./action-params";
import { ParameterChangeParams } from "./parameter-change-params";

/** The largest part that one slash may take of each pool of a contract, which numbers its pools from 0 without a gap. */
export class PoolLimitsParams extends ActionParams {
  /** Other parameters that the log sets. */
  others: Array<ParameterChangeParams> = [];

  /**
   * @param contract - Contract of the pools.
   * @param name - The contract's own name of the limit.
   * @param limits - By pool; at zero a pool absorbs nothing.
   */
  constructor(
    protocol: string,
    log: string,
    public contract: Bytes,
    public name: string,
    public limits: Array<BigInt>,
  ) {
    super(protocol, log);
  }
}
