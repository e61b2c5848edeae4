import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { BuyGem, Chug, File, File1, Fill, SellGem, Trim } from "../../../generated/MakerLitePsm/LitePsm";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { BalanceSource, FlowCause, FlowDirection } from "../../constants";
import { readContext, SourceContext } from "../../context";
import { rescale } from "../../math/rescale";
import { FlowParams } from "../../params/flow-params";
import { FundFlowParams } from "../../params/fund-flow-params";
import { internalDai, MAKER, surplusBuffer } from "./maker";
import { addressParameter, numberParameter } from "./parameter";
import { externalDai, gemOf, pegMarket, pegModule, swapped } from "./peg";

/** Records reserve that came in for dai, less the fee (wad), which stays in the module. */
export function handleSellGem(event: SellGem): void {
  const context = readContext();
  const module = pegModule(context, event.address, BalanceSource.PARTIAL);
  const value = event.params.value;
  const dai = inDai(context, value).minus(event.params.fee);
  const flows = [
    swapped(module, gemOf(context), true, value, event.params.owner),
    swapped(module, externalDai(context), false, dai, event.params.owner),
  ];
  recordFundFlow(event, new FundFlowParams(MAKER, "LitePsm.SellGem", flows));
}

/** Records reserve that went out for dai and the fee (wad), which stays in the module. */
export function handleBuyGem(event: BuyGem): void {
  const context = readContext();
  const module = pegModule(context, event.address, BalanceSource.PARTIAL);
  const value = event.params.value;
  const dai = inDai(context, value).plus(event.params.fee);
  const flows = [
    swapped(module, gemOf(context), false, value, event.params.owner),
    swapped(module, externalDai(context), true, dai, event.params.owner),
  ];
  recordFundFlow(event, new FundFlowParams(MAKER, "LitePsm.BuyGem", flows));
}

/** Records dai that the module minted for swaps to come. */
export function handleFill(event: Fill): void {
  recordFundFlow(
    event,
    new FundFlowParams(MAKER, "LitePsm.Fill", [minted(event, FlowDirection.IN, event.params.wad)]),
  );
}

/** Records dai that the module burnt because it has more than it needs. */
export function handleTrim(event: Trim): void {
  recordFundFlow(
    event,
    new FundFlowParams(MAKER, "LitePsm.Trim", [minted(event, FlowDirection.OUT, event.params.wad)]),
  );
}

/** Records fees that the module paid to the Vow. */
export function handleChug(event: Chug): void {
  const context = readContext();
  const module = pegModule(context, event.address, BalanceSource.PARTIAL);
  const wad = event.params.wad;
  const vow = surplusBuffer(context.bytes("vow"));
  const rad = internalDai(context.bytes("vat"));
  const paid = new FlowParams(vow, rad, FlowDirection.IN, FlowCause.FEE, rescale(wad, 18, 45));
  paid.isImplied = true;
  const leaves = new FlowParams(module, externalDai(context), FlowDirection.OUT, FlowCause.FEE, wad);
  recordFundFlow(event, new FundFlowParams(MAKER, "LitePsm.Chug", [leaves, paid]));
}

/** Records a parameter: the fees `tin` and `tout` (wad, 10^18 = 100 %) or the buffer `buf` of minted dai (wad). */
export function handleFile(event: File): void {
  const params = numberParameter("LitePsm.File", event.address, event.params.what, event.params.data);
  params.market = pegMarket(readContext(), event.address);
  recordParameterChange(event, params);
}

/** Records the account that receives the fees. */
export function handleFileAddress(event: File1): void {
  const params = addressParameter("LitePsm.File", event.address, event.params.what, event.params.data);
  params.market = pegMarket(readContext(), event.address);
  recordParameterChange(event, params);
}

function inDai(context: SourceContext, value: BigInt): BigInt {
  return rescale(value, context.int("gemDecimals"), 18);
}

function minted(event: ethereum.Event, direction: string, wad: BigInt): FlowParams {
  const context = readContext();
  const module = pegModule(context, event.address, BalanceSource.PARTIAL);
  return new FlowParams(module, externalDai(context), direction, FlowCause.REBALANCE, wad);
}
