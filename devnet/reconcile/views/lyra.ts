import type { BalanceRow } from "../book.ts";
import {
  type Comparison,
  describeCall,
  noView,
  type Surroundings,
  tokenBalance,
  type View,
  type ViewTable,
  view,
} from "../view-table.ts";

/** Places in the answer of `lockedCollateral()`. */
const LOCKED_QUOTE = 0;
const LOCKED_BASE = 1;

/** Quote that is set aside for payoffs and for deposits that wait, and quote that is locked for puts. */
function boundQuote(pool: string): View {
  const parts = [
    view("LiquidityPool.totalOutstandingSettlements()", { of: pool }),
    view("LiquidityPool.totalQueuedDeposits()", { of: pool }),
    view("LiquidityPool.lockedCollateral()", { of: pool, word: LOCKED_QUOTE }),
  ];
  return {
    call: ["totalOutstandingSettlements()", "totalQueuedDeposits()", "lockedCollateral()"]
      .map((call) => describeCall(`LiquidityPool.${call}`, pool, []))
      .join(" + "),
    read: async (chain) => {
      const read = await Promise.all(parts.map((part) => part.read(chain)));
      return read.reduce((sum, one) => sum + one, 0n);
    },
  };
}

function isQuote(asset: string, { network }: Surroundings): boolean {
  return network.sources.some(
    ({ protocol, context }) => protocol === "lyra" && String(context["quote"]).toLowerCase() === asset,
  );
}

function balance(row: BalanceRow, around: Surroundings): Comparison[] {
  const of = row.backstop.contract;
  const held: Comparison = {
    quantity: "BALANCE",
    ledger: row.balance,
    view: tokenBalance(row.asset.id, of),
  };
  if (!isQuote(row.asset.id, around)) {
    const lockedBase = view("LiquidityPool.lockedCollateral()", { of, word: LOCKED_BASE });
    return [held, { quantity: "ENCUMBERED", ledger: row.encumbered, view: lockedBase }];
  }
  const shares = view("LiquidityPool.getTotalTokenSupply()", { of });
  const pending = view("LiquidityPool.totalQueuedWithdrawals()", { of });
  return [
    held,
    { quantity: "ENCUMBERED", ledger: row.encumbered, view: boundQuote(of) },
    { quantity: "SHARES", ledger: row.shares ?? 0n, view: shares },
    { quantity: "PENDING_SHARES", ledger: row.pendingShares ?? 0n, view: pending },
  ];
}

/** Pools of Lyra: what they hold of both tokens, what of it is bound, their shares and those that wait. */
export const LYRA_VIEWS: ViewTable = {
  protocol: "lyra",
  balance,
  deficit: (row) => [
    {
      quantity: "DEFICIT_OPEN",
      ledger: row.open,
      view: noView(
        "a loss is recognised and borne by all shares with one log; the pool keeps totals of both assets together",
      ),
    },
  ],
};
