import { ActionParams } from "./action-params";
import { AssetParams } from "./asset-params";
import { OptionSeriesParams } from "./option-params";

/** A series of options that the protocol opened, before anybody has traded in it. */
export class SeriesRegistrationParams extends ActionParams {
  /** Assets that the log names besides those of the series. */
  assets: Array<AssetParams> = [];
  /** Views that gave no answer, for people; null when all did. Becomes a SkippedEvent CALL_FAILED. */
  failedCalls: string | null = null;

  constructor(
    protocol: string,
    log: string,
    public series: OptionSeriesParams,
  ) {
    super(protocol, log);
  }
}
