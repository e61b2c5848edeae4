import { ActionParams } from "./action-params";
import { AssetParams } from "./asset-params";

/** An asset that a protocol describes. */
export class AssetRegistrationParams extends ActionParams {
  constructor(
    protocol: string,
    log: string,
    public asset: AssetParams,
  ) {
    super(protocol, log);
  }
}
