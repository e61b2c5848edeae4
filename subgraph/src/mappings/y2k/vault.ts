import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { Deposit, Vault, Withdraw } from "../../../generated/templates/Y2kVault/Vault";
import { recordSeriesFlow } from "../../actions/record-series-flow";
import { recordSeriesTrade } from "../../actions/record-series-trade";
import { FlowCause, FlowDirection, HoldKind, OptionAction, OptionSide } from "../../constants";
import { readContext, SourceContext } from "../../context";
import { SeriesFlowParams, SeriesFlowPart } from "../../params/series-flow-params";
import { SeriesTradeParams } from "../../params/series-trade-params";
import { epochSeries, Y2K } from "./y2k";

/** Records cover that somebody buys, or collateral that somebody puts up: it is locked until the epoch ends. */
export function handleDeposit(event: Deposit): void {
  const context = readContext();
  if (!isOfEpoch(event.params.id, context)) return;
  if (!isOfRisk(event, context)) {
    recordPurchase(event, context);
    return;
  }
  const amount = event.params.assets;
  const deposit = new SeriesFlowPart(FlowDirection.IN, FlowCause.DEPOSIT, amount);
  deposit.account = event.params.owner;
  const lock = new SeriesFlowPart(FlowDirection.HOLD, FlowCause.REBALANCE, amount);
  lock.hold = HoldKind.ENCUMBERED;
  const series = seriesOf(context);
  recordSeriesFlow(event, new SeriesFlowParams(Y2K, "Vault.Deposit", series, [deposit, lock]));
}

/**
 * Records what a writer takes after the epoch, and the fee that the vault keeps back for the treasury: what his share
 * is worth less what he is paid. Holders are paid by the other vault out of what the writers' vault gave it at the end.
 */
export function handleWithdraw(event: Withdraw): void {
  const context = readContext();
  if (!isOfEpoch(event.params.id, context) || !isOfRisk(event, context)) return;
  const paid = event.params.paid;
  const withdrawal = new SeriesFlowPart(FlowDirection.OUT, FlowCause.WITHDRAWAL, paid);
  withdrawal.account = event.params.receiver;
  const params = new SeriesFlowParams(Y2K, "Vault.Withdraw", seriesOf(context), [withdrawal]);
  const gross = Vault.bind(event.address).try_previewWithdraw(event.params.id, event.params.burnt);
  if (gross.reverted) {
    params.failedCalls = `previewWithdraw(${event.params.id.toString()}) gave no answer; the fee is not known`;
  } else if (gross.value.gt(paid)) {
    params.parts.push(new SeriesFlowPart(FlowDirection.OUT, FlowCause.FEE, gross.value.minus(paid)));
  }
  recordSeriesFlow(event, params);
}

/** What holders pay stays in their own vault until the epoch ends; how much they will receive depends on all others. */
function recordPurchase(event: Deposit, context: SourceContext): void {
  const params = new SeriesTradeParams(
    Y2K,
    "Vault.Deposit",
    seriesOf(context),
    OptionAction.OPEN,
    event.params.owner,
    OptionSide.SHORT,
    null,
  );
  params.premium = event.params.assets;
  recordSeriesTrade(event, params);
}

function isOfEpoch(id: BigInt, context: SourceContext): bool {
  return id.toString() == context.string("vaultEpoch");
}

function isOfRisk(event: ethereum.Event, context: SourceContext): bool {
  return event.address.equals(context.bytes("risk"));
}

function seriesOf(context: SourceContext): Bytes {
  return epochSeries(context.bytes("factory"), BigInt.fromString(context.string("epoch")));
}
