import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import {
  BaseFreed,
  BaseLocked,
  BasePurchased,
  BaseSold,
  BoardSettlement,
  BoardSettlementCircuitBreakerUpdated,
  CircuitBreakerUpdated,
  DepositProcessed,
  DepositQueued,
  InsolventSettlementAmountUpdated,
  OutstandingSettlementSent,
  QuoteFreed,
  QuoteLocked,
  QuoteTransferredToPoolHedger,
  WithdrawPartiallyProcessed,
  WithdrawProcessed,
  WithdrawQueued,
} from "../../../generated/LyraLiquidityPool/LiquidityPool";
import { recordDeficitChange } from "../../actions/record-deficit-change";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { recordWithdrawal } from "../../actions/record-withdrawal";
import { recordWithdrawalRequest } from "../../actions/record-withdrawal-request";
import { FlowCause } from "../../constants";
import { readContext } from "../../context";
import { numberBytes } from "../../math/number-bytes";
import { DeficitChangeParams } from "../../params/deficit-change-params";
import { ParameterChangeParams } from "../../params/parameter-change-params";
import { WithdrawalParams, WithdrawalRequestParams } from "../../params/withdrawal-params";
import { LYRA, LyraMarket } from "./lyra";
import { borneByPool, bound, freed, quoteIn, quoteOut, recordPoolFlows, withAccount } from "./pool-flow";

/** Records a deposit that waits: the quote is in the contract, bound until shares are minted for it. */
export function handleDepositQueued(event: DepositQueued): void {
  const lyra = new LyraMarket(readContext());
  const amount = event.params.amountDeposited;
  const paid = withAccount(quoteIn(lyra, FlowCause.DEPOSIT, amount), event.params.depositor);
  recordPoolFlows(event, "LiquidityPool.DepositQueued", [paid, bound(lyra, lyra.quote, amount)]);
}

/** Records the shares minted for a deposit: for one that waited, or, with number 0, for one that is paid now. */
export function handleDepositProcessed(event: DepositProcessed): void {
  const lyra = new LyraMarket(readContext());
  const params = event.params;
  const hasWaited = !params.depositQueueId.isZero();
  const flow = hasWaited
    ? freed(lyra, lyra.quote, params.amountDeposited)
    : quoteIn(lyra, FlowCause.DEPOSIT, params.amountDeposited);
  flow.shares = params.tokensReceived;
  flow.account = hasWaited ? params.beneficiary : params.caller;
  recordPoolFlows(event, "LiquidityPool.DepositProcessed", [flow]);
}

/** Records shares that wait for their worth. Their tokens are burnt, but the pool still counts them. */
export function handleWithdrawQueued(event: WithdrawQueued): void {
  const lyra = new LyraMarket(readContext());
  const params = new WithdrawalRequestParams(
    LYRA,
    "LiquidityPool.WithdrawQueued",
    lyra.pool,
    lyra.quote,
    event.params.beneficiary,
    event.params.amountWithdrawn,
  );
  params.key = numberBytes(event.params.withdrawalQueueId);
  recordWithdrawalRequest(event, params);
}

/** Records the payment of a request, or, with number 0, of shares that did not have to wait. */
export function handleWithdrawProcessed(event: WithdrawProcessed): void {
  const params = event.params;
  if (!params.withdrawalQueueId.isZero()) {
    payRequest(
      event,
      "LiquidityPool.WithdrawProcessed",
      params.withdrawalQueueId,
      params.beneficiary,
      params.quoteReceived,
      params.amountWithdrawn,
      false,
    );
    return;
  }
  const paid = quoteOut(new LyraMarket(readContext()), FlowCause.WITHDRAWAL, params.quoteReceived);
  paid.shares = params.amountWithdrawn.neg();
  paid.account = params.beneficiary;
  recordPoolFlows(event, "LiquidityPool.WithdrawProcessed", [paid]);
}

/** Records the payment of a part of a request, for want of free capital. */
export function handleWithdrawPartiallyProcessed(event: WithdrawPartiallyProcessed): void {
  const params = event.params;
  payRequest(
    event,
    "LiquidityPool.WithdrawPartiallyProcessed",
    params.withdrawalQueueId,
    params.beneficiary,
    params.quoteReceived,
    params.amountWithdrawn,
    true,
  );
}

/** Records quote that is locked for a put that the pool wrote. */
export function handleQuoteLocked(event: QuoteLocked): void {
  const lyra = new LyraMarket(readContext());
  recordPoolFlows(event, "LiquidityPool.QuoteLocked", [bound(lyra, lyra.quote, event.params.quoteLocked)]);
}

/** Records quote that is no longer locked. */
export function handleQuoteFreed(event: QuoteFreed): void {
  const lyra = new LyraMarket(readContext());
  recordPoolFlows(event, "LiquidityPool.QuoteFreed", [freed(lyra, lyra.quote, event.params.quoteFreed)]);
}

/** Records base that is locked for a call that the pool wrote; the pool may still have to buy it. */
export function handleBaseLocked(event: BaseLocked): void {
  const lyra = new LyraMarket(readContext());
  recordPoolFlows(event, "LiquidityPool.BaseLocked", [bound(lyra, lyra.base, event.params.baseLocked)]);
}

/** Records base that is no longer locked. */
export function handleBaseFreed(event: BaseFreed): void {
  const lyra = new LyraMarket(readContext());
  recordPoolFlows(event, "LiquidityPool.BaseFreed", [freed(lyra, lyra.base, event.params.baseFreed)]);
}

/** Records the quote that was paid for base; the base itself arrives by a transfer of its token. */
export function handleBasePurchased(event: BasePurchased): void {
  const lyra = new LyraMarket(readContext());
  const paid = quoteOut(lyra, FlowCause.REBALANCE, event.params.quoteSpent);
  recordPoolFlows(event, "LiquidityPool.BasePurchased", [paid]);
}

/** Records the quote that was received for base. */
export function handleBaseSold(event: BaseSold): void {
  const lyra = new LyraMarket(readContext());
  const received = quoteIn(lyra, FlowCause.REBALANCE, event.params.quoteReceived);
  recordPoolFlows(event, "LiquidityPool.BaseSold", [received]);
}

/** Records what is set aside for the buyers of an expired board. */
export function handleBoardSettlement(event: BoardSettlement): void {
  const lyra = new LyraMarket(readContext());
  const reserved = bound(lyra, lyra.quote, event.params.amountQuoteReserved);
  recordPoolFlows(event, "LiquidityPool.BoardSettlement", [reserved]);
}

/** Records what a buyer was paid out of it. The payoff is the first flow: the position's own log looks for it. */
export function handleOutstandingSettlementSent(event: OutstandingSettlementSent): void {
  const lyra = new LyraMarket(readContext());
  const amount = event.params.amount;
  const paid = withAccount(quoteOut(lyra, FlowCause.EXERCISE, amount), event.params.user);
  recordPoolFlows(event, "LiquidityPool.OutstandingSettlementSent", [paid, freed(lyra, lyra.quote, amount)]);
}

/** Records quote that the pool gives back, because sellers' collateral does not cover what it received at expiry. */
export function handleInsolventSettlementAmountUpdated(event: InsolventSettlementAmountUpdated): void {
  const lyra = new LyraMarket(readContext());
  const amount = event.params.amountQuoteAdded;
  const log = "LiquidityPool.InsolventSettlementAmountUpdated";
  if (amount.isZero()) {
    recordPoolFlows(event, log, []);
    return;
  }
  const params = new DeficitChangeParams(LYRA, log, borneByPool(lyra, lyra.quote, amount, null));
  params.flows = [quoteOut(lyra, FlowCause.EXERCISE, amount)];
  recordDeficitChange(event, params);
}

/** Records quote that goes to the hedger. */
export function handleQuoteTransferredToPoolHedger(event: QuoteTransferredToPoolHedger): void {
  const lyra = new LyraMarket(readContext());
  const sent = quoteOut(lyra, FlowCause.HEDGE, event.params.amountQuote);
  recordPoolFlows(event, "LiquidityPool.QuoteTransferredToPoolHedger", [sent]);
}

/** Records until when deposits and withdrawals wait. */
export function handleCircuitBreakerUpdated(event: CircuitBreakerUpdated): void {
  recordBreaker(event, "LiquidityPool.CircuitBreakerUpdated", event.params.newTimestamp);
}

/** Records until when deposits and withdrawals wait after an expiry. */
export function handleBoardSettlementCircuitBreakerUpdated(
  event: BoardSettlementCircuitBreakerUpdated,
): void {
  recordBreaker(event, "LiquidityPool.BoardSettlementCircuitBreakerUpdated", event.params.newTimestamp);
}

function recordBreaker(event: ethereum.Event, log: string, until: BigInt): void {
  const params = new ParameterChangeParams(LYRA, log, event.address, "CBTimestamp");
  params.market = new LyraMarket(readContext()).market;
  params.value = until;
  recordParameterChange(event, params);
}

function payRequest(
  event: ethereum.Event,
  log: string,
  number: BigInt,
  account: Bytes,
  paid: BigInt,
  shares: BigInt,
  isPartial: boolean,
): void {
  const lyra = new LyraMarket(readContext());
  const params = new WithdrawalParams(LYRA, log, lyra.pool, lyra.quote, account, paid, shares);
  params.key = numberBytes(number);
  params.isPartial = isPartial;
  recordWithdrawal(event, params);
}
