import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import {
  NewReceiver,
  Profit,
  Provide,
  SetNewCallerShare,
  SetNewRegulator,
  Withdraw,
} from "../../../generated/CurvePegkeeperPegKeeper/PegKeeper";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { AssetKind, FlowCause, FlowDirection } from "../../constants";
import { readContext } from "../../context";
import { AssetParams } from "../../params/asset-params";
import { FlowParams } from "../../params/flow-params";
import { FundFlowParams } from "../../params/fund-flow-params";
import {
  addressParameter,
  CURVE_PEGKEEPER,
  numberParameter,
  POOL_DECIMALS,
  peggedCoin,
  pegKeeper,
} from "./curve-pegkeeper";

/** Records stablecoins that the keeper put into its pool because their price was above the peg. */
export function handleProvide(event: Provide): void {
  recordSwap(event, "PegKeeper.Provide", FlowDirection.IN, event.params.amount);
}

/** Records stablecoins that the keeper took out of its pool because their price was below the peg. */
export function handleWithdraw(event: Withdraw): void {
  recordSwap(event, "PegKeeper.Withdraw", FlowDirection.OUT, event.params.amount);
}

function recordSwap(event: ethereum.Event, log: string, direction: string, amount: BigInt): void {
  const context = readContext();
  const keeper = pegKeeper(context, event.address);
  const flow = new FlowParams(keeper, peggedCoin(context), direction, FlowCause.PEG_SWAP, amount);
  recordFundFlow(event, new FundFlowParams(CURVE_PEGKEEPER, log, [flow]));
}

/** Records profit in pool tokens: earned unseen, it is known when it leaves for the receiver. */
export function handleProfit(event: Profit): void {
  const context = readContext();
  const keeper = pegKeeper(context, event.address);
  const symbol = context.string("poolSymbol");
  const token = new AssetParams(context.bytes("pool"), AssetKind.ERC20, symbol, POOL_DECIMALS);
  const amount = event.params.lp_amount;
  const flows = [
    new FlowParams(keeper, token, FlowDirection.IN, FlowCause.YIELD, amount),
    new FlowParams(keeper, token, FlowDirection.OUT, FlowCause.WITHDRAWAL, amount),
  ];
  recordFundFlow(event, new FundFlowParams(CURVE_PEGKEEPER, "PegKeeper.Profit", flows));
}

/** Records who receives the profit. */
export function handleNewReceiver(event: NewReceiver): void {
  const log = "PegKeeper.NewReceiver";
  recordParameterChange(event, addressParameter(log, event.address, "receiver", event.params.receiver));
}

/** Records the part of an action's profit that its caller keeps, 10^5 = 100 %. */
export function handleSetNewCallerShare(event: SetNewCallerShare): void {
  const log = "PegKeeper.SetNewCallerShare";
  recordParameterChange(
    event,
    numberParameter(log, event.address, "caller_share", event.params.caller_share),
  );
}

/** Records which regulator allows the keeper's actions. */
export function handleSetNewRegulator(event: SetNewRegulator): void {
  const log = "PegKeeper.SetNewRegulator";
  recordParameterChange(event, addressParameter(log, event.address, "regulator", event.params.regulator));
}
