import { BigInt } from "@graphprotocol/graph-ts";
import { BuyGem, File, SellGem } from "../../../generated/MakerPsm/Psm";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { BalanceSource, FlowCause, FlowDirection } from "../../constants";
import { readContext, SourceContext } from "../../context";
import { rescale } from "../../math/rescale";
import { FlowParams } from "../../params/flow-params";
import { FundFlowParams } from "../../params/fund-flow-params";
import { internalDai, MAKER, surplusBuffer } from "./maker";
import { numberParameter } from "./parameter";
import { gemOf, pegMarket, pegModule, swapped } from "./peg";

/** Records reserve that came in: `value` in the coin's own decimals, `fee` in dai (wad). */
export function handleSellGem(event: SellGem): void {
  const context = readContext();
  const reserve = pegModule(context, event.address, BalanceSource.FLOWS);
  const swap = swapped(reserve, gemOf(context), true, event.params.value, event.params.owner);
  recordFundFlow(event, new FundFlowParams(MAKER, "Psm.SellGem", withFee(context, swap, event.params.fee)));
}

/** Records reserve that went out: `value` in the coin's own decimals, `fee` in dai (wad). */
export function handleBuyGem(event: BuyGem): void {
  const context = readContext();
  const reserve = pegModule(context, event.address, BalanceSource.FLOWS);
  const swap = swapped(reserve, gemOf(context), false, event.params.value, event.params.owner);
  recordFundFlow(event, new FundFlowParams(MAKER, "Psm.BuyGem", withFee(context, swap, event.params.fee)));
}

/** Records a fee of the module: `tin` for reserve in, `tout` for reserve out (wad, 10^18 = 100 %). */
export function handleFile(event: File): void {
  const params = numberParameter("Psm.File", event.address, event.params.what, event.params.data);
  params.market = pegMarket(readContext(), event.address);
  recordParameterChange(event, params);
}

/** The fee goes to the Vow with the swap. */
function withFee(context: SourceContext, swap: FlowParams, fee: BigInt): Array<FlowParams> {
  if (fee.isZero()) return [swap];
  const vow = surplusBuffer(context.bytes("vow"));
  const dai = internalDai(context.bytes("vat"));
  const paid = new FlowParams(vow, dai, FlowDirection.IN, FlowCause.FEE, rescale(fee, 18, 45));
  paid.isImplied = true;
  return [swap, paid];
}
