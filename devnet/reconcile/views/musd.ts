import type { PositionRow } from "../book.ts";
import type { View, ViewTable } from "../view-table.ts";
import { poolBalance, type TroveSystem, troveWord } from "./troves.ts";

const SYSTEM: TroveSystem = {
  deposits: "StabilityPool.getTotalMUSDDeposits()",
  gains: "StabilityPool.getCollateralBalance()",
};

/** `Troves` gives collateral, principal, interest owed and more. */
const [COLLATERAL, PRINCIPAL, INTEREST] = [0, 1, 2];

function debtView(row: PositionRow): View {
  const [principal, interest] = [troveWord(row, PRINCIPAL), troveWord(row, INTEREST)];
  return {
    call: `principal + interestOwed, ${principal.call}`,
    read: async (chain) => (await principal.read(chain)) + (await interest.read(chain)),
  };
}

/** Pool and troves as stored. Debt is principal and interest as of the trove's last log. */
export const MUSD_VIEWS: ViewTable = {
  protocol: "musd",
  balance: (row) => poolBalance(SYSTEM, row),
  position: (row) => [
    { quantity: "POSITION_COLLATERAL", ledger: row.collateral, view: troveWord(row, COLLATERAL) },
    { quantity: "POSITION_DEBT", ledger: row.debt, view: debtView(row) },
  ],
};
