import { Bytes } from "@graphprotocol/graph-ts";
import { ActionParams } from "./action-params";
import { OptionSeriesParams } from "./option-params";
import { ParameterChangeParams } from "./parameter-change-params";
import { PriceParams } from "./price-params";

/** Series that a protocol offers, before anybody holds them, and the parameters that it sets with them. */
export class OptionListingParams extends ActionParams {
  /** Parameters that the same log sets, in order. */
  parameters: Array<ParameterChangeParams> = [];
  /** Why a term of the series is unknown; null when all are known. Becomes a SkippedEvent CALL_FAILED. */
  failedCall: string | null = null;

  constructor(
    protocol: string,
    log: string,
    public series: Array<OptionSeriesParams>,
  ) {
    super(protocol, log);
  }
}

/** Expiry of series: nobody can trade them any more, and their price is known. */
export class OptionExpiryParams extends ActionParams {
  /** Why the series are unknown; null when they are known. Becomes a SkippedEvent CALL_FAILED. */
  failedCall: string | null = null;

  /**
   * @param series - Ids of the series; one that was never listed is passed over.
   * @param price - Of the underlying, at which holders are paid.
   */
  constructor(
    protocol: string,
    log: string,
    public series: Array<Bytes>,
    public price: PriceParams,
  ) {
    super(protocol, log);
  }
}
