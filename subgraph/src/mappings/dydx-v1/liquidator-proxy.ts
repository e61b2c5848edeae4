import {
  LogInsuranceFeeSet,
  LogInsuranceFundSet,
  LogLiquidatorProxyUsed,
} from "../../../generated/DydxV1P1LiquidatorProxy/P1LiquidatorProxy";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { FlowCause, FlowDirection } from "../../constants";
import { readContext } from "../../context";
import { FlowParams } from "../../params/flow-params";
import { FundFlowParams } from "../../params/fund-flow-params";
import { ParameterChangeParams } from "../../params/parameter-change-params";
import { DYDX_V1, insuranceFund, marginToken } from "./dydx-v1";

/** Records the fund's part of what a liquidator won; a liquidation without profit pays none. */
export function handleLiquidatorProxyUsed(event: LogLiquidatorProxyUsed): void {
  const fee = event.params.feeAmount;
  if (fee.isZero()) return;
  const context = readContext();
  const fund = insuranceFund(event.address, context);
  const flow = new FlowParams(fund, marginToken(context), FlowDirection.IN, FlowCause.PENALTY, fee);
  flow.account = event.params.liquidator;
  recordFundFlow(event, new FundFlowParams(DYDX_V1, "P1LiquidatorProxy.LogLiquidatorProxyUsed", [flow]));
}

/** Records which account of the perpetual is the fund. */
export function handleInsuranceFundSet(event: LogInsuranceFundSet): void {
  const log = "P1LiquidatorProxy.LogInsuranceFundSet";
  const params = new ParameterChangeParams(DYDX_V1, log, event.address, "insuranceFund");
  params.raw = event.params.insuranceFund;
  recordParameterChange(event, params);
}

/** Records which part of a liquidator's profit the fund receives; 10^18 = 1. */
export function handleInsuranceFeeSet(event: LogInsuranceFeeSet): void {
  const log = "P1LiquidatorProxy.LogInsuranceFeeSet";
  const params = new ParameterChangeParams(DYDX_V1, log, event.address, "insuranceFee");
  params.value = event.params.insuranceFee;
  recordParameterChange(event, params);
}
