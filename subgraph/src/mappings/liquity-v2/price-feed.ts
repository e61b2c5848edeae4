import { ShutDownFromOracleFailure } from "../../../generated/LiquityV2PriceFeed/PriceFeed";
import { recordMarketStatus } from "../../actions/record-market-status";
import { OperatingStatus } from "../../constants";
import { readContext } from "../../context";
import { MarketStatusParams } from "../../params/market-status-params";
import { branch, LIQUITY_V2 } from "./liquity-v2";

/** Records that a branch ended for good because an oracle failed; a branch that had ended before stays so. */
export function handleShutDownFromOracleFailure(event: ShutDownFromOracleFailure): void {
  const market = branch(readContext()).market;
  const log = "PriceFeed.ShutDownFromOracleFailure";
  const params = new MarketStatusParams(LIQUITY_V2, log, market, OperatingStatus.SHUT_DOWN);
  params.reason = `Oracle ${event.params._failedOracleAddr.toHexString()} failed`;
  recordMarketStatus(event, params);
}
