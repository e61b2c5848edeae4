import type { ViewTable } from "../view-table.ts";
import { poolBalance, type TroveSystem, troveWord } from "./troves.ts";

const SYSTEM: TroveSystem = {
  deposits: "StabilityPool.getTotalLUSDDeposits()",
  gains: "StabilityPool.getETH()",
};

/** `Troves` gives debt, collateral, stake and more. */
const [DEBT, COLLATERAL] = [0, 1];

/** Pool and troves as stored: what a redistribution put on a trove counts once it is applied, on both sides. */
export const LIQUITY_V1_VIEWS: ViewTable = {
  protocol: "liquity-v1",
  balance: (row) => poolBalance(SYSTEM, row),
  position: (row) => [
    { quantity: "POSITION_COLLATERAL", ledger: row.collateral, view: troveWord(row, COLLATERAL) },
    { quantity: "POSITION_DEBT", ledger: row.debt, view: troveWord(row, DEBT) },
  ],
};
