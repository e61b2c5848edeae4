import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { LogNote } from "../../../generated/MakerVat/Vat";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { recordMarketDebt } from "../../actions/record-market-debt";
import { recordMarketDebtStart } from "../../actions/record-market-debt-start";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { FlowCause, FlowDirection, HoldKind } from "../../constants";
import { readContext } from "../../context";
import { wordAddress, wordAt, wordText } from "../../math/number-bytes";
import { ray } from "../../math/ray";
import { FlowParams } from "../../params/flow-params";
import { FundFlowParams } from "../../params/fund-flow-params";
import { MarketDebtParams, MarketDebtStartParams } from "../../params/market-debt-params";
import { MarketParams } from "../../params/market-params";
import { exactSurplusBuffer, ilkMarket, internalDai, MAKER, systemMarket } from "./maker";
import { numberParameter } from "./parameter";
import { paymentCause } from "./payment-cause";
import { skipUndecodable } from "./skip-undecodable";
import { VatCall } from "./vat-call";

/** Records a new collateral type, whose rate starts at one ray. From the first one on the Vat's logs keep the surplus buffer exactly. */
export function handleInit(event: LogNote): void {
  const market = marketOf(event);
  const buffer = exactSurplusBuffer(readContext().bytes("vow"));
  recordMarketDebtStart(event, new MarketDebtStartParams(MAKER, "Vat.init", market, ray(), buffer));
}

/** Records how much normalised debt a vault took or repaid; `dart` is signed. */
export function handleFrob(event: LogNote): void {
  const call = new VatCall(event.params.data);
  const units = call.signed(5);
  const payee = call.address(3);
  if (units === null || payee === null) {
    skipUndecodable(event, "Vat.frob");
    return;
  }
  const params = debtChange(event, "Vat.frob");
  params.units = units;
  const vow = readContext().bytes("vow");
  if (payee.equals(vow)) params.payee = exactSurplusBuffer(vow);
  params.cause = FlowCause.TRANSFER;
  recordMarketDebt(event, params);
}

/** Records that a vault's debt became the debt of `w`, the Vow: its `sin` grows by art × rate. */
export function handleGrab(event: LogNote): void {
  const call = new VatCall(event.params.data);
  const units = call.signed(5);
  const debtor = call.address(3);
  if (units === null || debtor === null) {
    skipUndecodable(event, "Vat.grab");
    return;
  }
  const params = debtChange(event, "Vat.grab");
  params.units = units;
  params.isConfiscation = true;
  const vow = readContext().bytes("vow");
  params.system = systemMarket(vow, event.address);
  if (debtor.equals(vow)) params.payee = exactSurplusBuffer(vow);
  recordMarketDebt(event, params);
}

/** Records a stability fee: the rate's signed change times all normalised debt goes to `u`. */
export function handleFold(event: LogNote): void {
  const rate = new VatCall(event.params.data).signed(2);
  if (rate === null) {
    skipUndecodable(event, "Vat.fold");
    return;
  }
  const params = debtChange(event, "Vat.fold");
  params.rate = rate;
  const vow = readContext().bytes("vow");
  if (wordAddress(event.params.arg2).equals(vow)) params.payee = exactSurplusBuffer(vow);
  params.cause = FlowCause.FEE;
  recordMarketDebt(event, params);
}

/** Records dai that was made against new debt of `u`. The Vow's own debt is money that it must hold back. */
export function handleSuck(event: LogNote): void {
  const vow = readContext().bytes("vow");
  const amount = wordOf(event.params.arg3);
  const flows: Array<FlowParams> = [];
  if (wordAddress(event.params.arg1).equals(vow)) {
    const held = bufferFlow(event, vow, FlowDirection.HOLD, FlowCause.TRANSFER, amount);
    held.hold = HoldKind.ENCUMBERED;
    flows.push(held);
  }
  if (wordAddress(event.params.arg2).equals(vow)) {
    flows.push(bufferFlow(event, vow, FlowDirection.IN, FlowCause.TRANSFER, amount));
  }
  if (flows.length > 0) recordFundFlow(event, new FundFlowParams(MAKER, "Vat.suck", flows));
}

/** Records dai that the Vow receives; the logs after it tell why. */
export function handleMoveIn(event: LogNote): void {
  const vow = wordAddress(event.params.arg2);
  const payer = wordAddress(event.params.arg1);
  const amount = wordOf(event.params.arg3);
  const flow = bufferFlow(event, vow, FlowDirection.IN, paymentCause(event, payer, amount), amount);
  flow.account = payer;
  recordFundFlow(event, new FundFlowParams(MAKER, "Vat.move", [flow]));
}

/** Records dai that leaves the Vow: only surplus auctions can take it. */
export function handleMoveOut(event: LogNote): void {
  const vow = wordAddress(event.params.arg1);
  const amount = wordOf(event.params.arg3);
  const flow = bufferFlow(event, vow, FlowDirection.OUT, FlowCause.AUCTION_PAYMENT, amount);
  flow.account = wordAddress(event.params.arg2);
  recordFundFlow(event, new FundFlowParams(MAKER, "Vat.move", [flow]));
}

/** Records a limit of a collateral type: `line` and `dust` (rad). `spot` is what `Spotter.Poke` states. */
export function handleFileIlk(event: LogNote): void {
  if (wordText(event.params.arg2) == "spot") return;
  const params = numberParameter("Vat.file", event.address, event.params.arg2, wordOf(event.params.arg3));
  params.market = marketOf(event);
  recordParameterChange(event, params);
}

/** Records a limit of the whole system: `Line` (rad). */
export function handleFile(event: LogNote): void {
  const value = wordOf(event.params.arg2);
  recordParameterChange(event, numberParameter("Vat.file", event.address, event.params.arg1, value));
}

function wordOf(topic: Bytes): BigInt {
  const word = wordAt(topic, 0);
  return word === null ? BigInt.zero() : word;
}

function marketOf(event: LogNote): MarketParams {
  return ilkMarket(wordText(event.params.arg1), event.address, event.address);
}

function debtChange(event: LogNote, log: string): MarketDebtParams {
  return new MarketDebtParams(MAKER, log, marketOf(event), internalDai(event.address));
}

function bufferFlow(
  event: LogNote,
  vow: Bytes,
  direction: string,
  cause: string,
  amount: BigInt,
): FlowParams {
  const flow = new FlowParams(exactSurplusBuffer(vow), internalDai(event.address), direction, cause, amount);
  flow.isOfKeeper = true;
  return flow;
}
