import { ShutDown } from "../../../generated/LiquityV2BorrowerOperations/BorrowerOperations";
import { recordMarketStatus } from "../../actions/record-market-status";
import { OperatingStatus } from "../../constants";
import { readContext } from "../../context";
import { MarketStatusParams } from "../../params/market-status-params";
import { branch, LIQUITY_V2 } from "./liquity-v2";

/** Records that a branch ended for good because its total collateral ratio fell too low. */
export function handleShutDown(event: ShutDown): void {
  const market = branch(readContext()).market;
  const log = "BorrowerOperations.ShutDown";
  const params = new MarketStatusParams(LIQUITY_V2, log, market, OperatingStatus.SHUT_DOWN);
  params.reason = `Total collateral ratio ${event.params._tcr.toString()} (10^18 = 100 %)`;
  recordMarketStatus(event, params);
}
