import { ActionParams } from "./action-params";
import { AssetParams } from "./asset-params";
import { MarketParams } from "./market-params";
import { StatusChangeParams } from "./status-change-params";

/** Shutdown of a system whose surplus pays its debt. */
export class BufferShutdownParams extends ActionParams {
  /**
   * @param market - Market of the debt.
   * @param asset - Unit of debt and surplus.
   * @param status - New status of the buffer.
   */
  constructor(
    protocol: string,
    log: string,
    public market: MarketParams,
    public asset: AssetParams,
    public status: StatusChangeParams,
  ) {
    super(protocol, log);
  }
}
