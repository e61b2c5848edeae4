import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import {
  Annihilate,
  AssignExercise,
  AssignSale,
  Deposit,
  Exercise,
  FeeWithdrawal,
  Purchase,
  Sell,
  Underwrite,
  Withdrawal,
} from "../../../generated/PremiaPool/Pool";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { recordSeriesExercise } from "../../actions/record-series-exercise";
import { recordSeriesTrade } from "../../actions/record-series-trade";
import { recordSkippedEvent } from "../../actions/record-skipped-event";
import { FlowCause, FlowDirection, OptionAction, SkipReason } from "../../constants";
import { readContext } from "../../context";
import { FlowParams } from "../../params/flow-params";
import { FundFlowParams } from "../../params/fund-flow-params";
import { SkipParams } from "../../params/skip-params";
import { exerciseOf, tradeOf } from "./option-params";
import { OptionToken } from "./option-token";
import { PREMIA, PremiaPool } from "./premia";

/** Records an option bought from the pool; collateral of liquidity providers is locked for it. */
export function handlePurchase(event: Purchase): void {
  const log = "Pool.Purchase";
  const token = optionToken(event, log, event.params.longTokenId);
  if (token === null) return;
  const pool = poolOf(event);
  const size = event.params.contractSize;
  const trade = tradeOf(pool, log, OptionAction.OPEN, token, event.params.user, size);
  trade.premium = event.params.baseCost;
  trade.fee = event.params.feeCost;
  const premium = pool.flow(token.isCall, FlowDirection.IN, FlowCause.PREMIUM, event.params.baseCost);
  premium.account = event.params.user;
  const fee = pool.flow(token.isCall, FlowDirection.IN, FlowCause.FEE, event.params.feeCost);
  fee.account = event.params.user;
  trade.flows = [premium, fee, pool.lock(token.isCall, FlowDirection.HOLD, pool.collateral(token, size))];
  recordSeriesTrade(event, trade);
}

/** Records an option sold back to the pool. The writers' price is what is no longer locked besides `AssignSale`. */
export function handleSell(event: Sell): void {
  const log = "Pool.Sell";
  const token = optionToken(event, log, event.params.longTokenId);
  if (token === null) return;
  const pool = poolOf(event);
  const user = event.params.user;
  const trade = tradeOf(pool, log, OptionAction.CLOSE, token, user, event.params.contractSize);
  trade.fee = event.params.feeCost;
  const paid = event.params.baseCost.minus(event.params.feeCost);
  const out = pool.flow(token.isCall, FlowDirection.OUT, FlowCause.PREMIUM, paid);
  out.account = user;
  trade.flows = [pool.lock(token.isCall, FlowDirection.RELEASE, event.params.baseCost), out];
  recordSeriesTrade(event, trade);
}

/** Records an option that its writer covers himself. What the pool splits among its providers, a purchase states. */
export function handleUnderwrite(event: Underwrite): void {
  if (!event.params.isManualUnderwrite) return;
  const log = "Pool.Underwrite";
  const token = optionToken(event, log, event.params.shortTokenId);
  if (token === null) return;
  const pool = poolOf(event);
  const size = event.params.intervalContractSize;
  const collateral = pool.collateral(token, size);
  const trade = tradeOf(pool, log, OptionAction.OPEN, token, event.params.longReceiver, size);
  const deposit = pool.flow(token.isCall, FlowDirection.IN, FlowCause.DEPOSIT, collateral);
  deposit.account = event.params.underwriter;
  trade.flows = [deposit, pool.lock(token.isCall, FlowDirection.HOLD, collateral)];
  recordSeriesTrade(event, trade);
}

/** Records a holder's payoff, by his own exercise or when the pool processes an expired option. */
export function handleExercise(event: Exercise): void {
  const log = "Pool.Exercise";
  const token = optionToken(event, log, event.params.longTokenId);
  if (token === null) return;
  const pool = poolOf(event);
  const value = event.params.exerciseValue;
  const params = exerciseOf(event, log, pool, token, event.params.user, value);
  params.size = event.params.contractSize;
  if (!value.isZero()) {
    const out = pool.flow(token.isCall, FlowDirection.OUT, FlowCause.EXERCISE, value);
    out.account = event.params.user;
    params.flows = [pool.lock(token.isCall, FlowDirection.RELEASE, value), out];
  }
  recordSeriesExercise(event, params);
}

/** Records what of a writer's collateral an exercise leaves to him. */
export function handleAssignExercise(event: AssignExercise): void {
  release(event, "Pool.AssignExercise", event.params.shortTokenId, event.params.freedAmount);
}

/** Records what of a writer's collateral a sale leaves to him. */
export function handleAssignSale(event: AssignSale): void {
  release(event, "Pool.AssignSale", event.params.shortTokenId, event.params.freedAmount);
}

/** Records an option that one account had both bought and written, and gives up. The log does not name the account. */
export function handleAnnihilate(event: Annihilate): void {
  const log = "Pool.Annihilate";
  const token = optionToken(event, log, event.params.shortTokenId);
  if (token === null) return;
  const pool = poolOf(event);
  const size = event.params.amount;
  const trade = tradeOf(pool, log, OptionAction.CLOSE, token, event.transaction.from, size);
  trade.flows = [pool.lock(token.isCall, FlowDirection.RELEASE, pool.collateral(token, size))];
  recordSeriesTrade(event, trade);
}

/** Records liquidity that covers calls or puts. */
export function handleDeposit(event: Deposit): void {
  const amount = event.params.amount;
  const flow = poolOf(event).flow(event.params.isCallPool, FlowDirection.IN, FlowCause.DEPOSIT, amount);
  flow.account = event.params.user;
  recordFlow(event, "Pool.Deposit", flow);
}

/** Records what a provider takes, of free liquidity or of what was set aside for him. */
export function handleWithdrawal(event: Withdrawal): void {
  const amount = event.params.amount;
  const isCall = event.params.isCallPool;
  const flow = poolOf(event).flow(isCall, FlowDirection.OUT, FlowCause.WITHDRAWAL, amount);
  flow.account = event.params.user;
  recordFlow(event, "Pool.Withdrawal", flow);
}

/** Records fees that leave the pool. */
export function handleFeeWithdrawal(event: FeeWithdrawal): void {
  const isCall = event.params.isCallPool;
  const flow = poolOf(event).flow(isCall, FlowDirection.OUT, FlowCause.FEE, event.params.amount);
  recordFlow(event, "Pool.FeeWithdrawal", flow);
}

function release(event: ethereum.Event, log: string, shortTokenId: BigInt, amount: BigInt): void {
  const token = optionToken(event, log, shortTokenId);
  if (token === null) return;
  recordFlow(event, log, poolOf(event).lock(token.isCall, FlowDirection.RELEASE, amount));
}

function recordFlow(event: ethereum.Event, log: string, flow: FlowParams): void {
  recordFundFlow(event, new FundFlowParams(PREMIA, log, [flow]));
}

function poolOf(event: ethereum.Event): PremiaPool {
  return new PremiaPool(event.address, readContext());
}

/** Reads a token's id; one that is no option is skipped. */
function optionToken(event: ethereum.Event, log: string, id: BigInt): OptionToken | null {
  const token = OptionToken.parse(id);
  if (token === null) {
    const detail = `Expected the id of an option, got ${id.toHexString()}`;
    recordSkippedEvent(event, new SkipParams(PREMIA, log, SkipReason.OUT_OF_RANGE, detail));
  }
  return token;
}
