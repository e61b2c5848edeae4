import type { BalanceRow } from "../book.ts";
import { describeCall, noView, type View, type ViewTable } from "../view-table.ts";

/** `stakingPoolNXMBalances` gives rewards and deposits. */
const DEPOSITS = 1;

/** The token controller keeps the stake of a pool by the pool's number; the pool names both. */
function stakeOf(pool: string): View {
  return {
    call: describeCall("TokenController.stakingPoolNXMBalances()", `tokenController() of ${pool}`, [
      "getPoolId()",
    ]),
    read: async (chain) => {
      const controller = await chain.address({ to: pool, signature: "tokenController()", args: [] });
      const number = await chain.uint({ to: pool, signature: "getPoolId()", args: [] });
      const call = { to: controller, signature: "stakingPoolNXMBalances(uint256)", args: [number] };
      return chain.uint(call, DEPOSITS);
    },
  };
}

function balanceView({ backstop }: BalanceRow): View | ReturnType<typeof noView> {
  if (backstop.balanceSource === "PARTIAL")
    return noView("what comes into the capital pool are plain transfers, which the ledger does not read");
  return stakeOf(backstop.contract);
}

/** Stake of every staking pool. */
export const NEXUS_VIEWS: ViewTable = {
  protocol: "nexus",
  balance: (row) => [{ quantity: "BALANCE", ledger: row.balance, view: balanceView(row) }],
  deficit: ({ open }) => [
    {
      quantity: "DEFICIT_OPEN",
      ledger: open,
      view: noView("a claim is recognised and paid by one log; nothing keeps a total"),
    },
  ],
};
