import type { PositionRow } from "../book.ts";
import { NoViewError } from "../errors.ts";
import { type Comparison, type View, type ViewTable, view } from "../view-table.ts";
import { poolBalance, type TroveSystem } from "./troves.ts";

const SYSTEM: TroveSystem = {
  deposits: "StabilityPool.getTotalBoldDeposits()",
  gains: "StabilityPool.getCollBalance()",
};

/** `Troves` gives debt, collateral, stake, status, index, two times, the rate, the batch's manager, its shares. */
const [DEBT, COLLATERAL, BATCH_MANAGER] = [0, 1, 8];

function troveWord({ market, account }: PositionRow, word: number): View {
  return view("TroveManager.Troves(uint256)", { of: market.contract, args: [BigInt(account)], word });
}

/** A trove in a batch has shares of the batch's debt, which other troves' logs move. */
function ownDebt(row: PositionRow): View {
  const debt = troveWord(row, DEBT);
  return {
    call: debt.call,
    read: async (chain) => {
      if ((await troveWord(row, BATCH_MANAGER).read(chain)) === 0n) return debt.read(chain);
      throw new NoViewError(
        "the trove is in a batch: its debt is a share of the batch's, as of its last log",
      );
    },
  };
}

function position(row: PositionRow): Comparison[] {
  return [
    { quantity: "POSITION_COLLATERAL", ledger: row.collateral, view: troveWord(row, COLLATERAL) },
    { quantity: "POSITION_DEBT", ledger: row.debt, view: ownDebt(row) },
  ];
}

/** Pools and troves of every branch. Debts are as recorded at a trove's last log, on both sides. */
export const LIQUITY_V2_VIEWS: ViewTable = {
  protocol: "liquity-v2",
  balance: (row) => poolBalance(SYSTEM, row),
  position,
};
