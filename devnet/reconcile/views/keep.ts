import type { BalanceRow } from "../book.ts";
import {
  type Comparison,
  describeCall,
  noView,
  tokenBalance,
  type View,
  type ViewTable,
} from "../view-table.ts";

/** Shares are a token of their own, which the pool names; the queue's shares lie in the pool itself. */
function shareView(pool: string, signature: string, args: readonly string[]): View {
  return {
    call: describeCall(`UnderwriterToken.${signature}`, `underwriterToken() of ${pool}`, args),
    read: async (chain) => {
      const token = await chain.address({ to: pool, signature: "underwriterToken()", args: [] });
      return chain.uint({ to: token, signature, args });
    },
  };
}

function balance({ asset, backstop: { contract }, ...row }: BalanceRow): Comparison[] {
  return [
    { quantity: "BALANCE", ledger: row.balance, view: tokenBalance(asset.id, contract) },
    { quantity: "SHARES", ledger: row.shares ?? 0n, view: shareView(contract, "totalSupply()", []) },
    {
      quantity: "PENDING_SHARES",
      ledger: row.pendingShares ?? 0n,
      view: shareView(contract, "balanceOf(address)", [contract]),
    },
  ];
}

/** AssetPool: what it holds, its shares, and the shares that wait for withdrawal. */
export const KEEP_VIEWS: ViewTable = {
  protocol: "keep",
  balance,
  deficit: (row) => [
    {
      quantity: "DEFICIT_OPEN",
      ledger: row.open,
      view: noView("a claim is recognised and paid by one log; the pool keeps no total of claims"),
    },
  ],
};
