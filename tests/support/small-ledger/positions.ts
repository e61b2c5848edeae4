import { type FixtureRows, fact, ordinal } from "../ledger-fixture.ts";
import { ALICE, BOB, ETH_A, MAKER, RAD, WAD } from "./names.ts";

function positionId(account: string) {
  return `${ETH_A}${account.slice(2)}`;
}

function position(account: string, block: number) {
  return {
    id: positionId(account),
    protocol: MAKER,
    market: ETH_A,
    account,
    collateral: "99",
    debt: "99",
    debtShares: "99",
    size: null,
    isClosed: false,
    createdOrdinal: ordinal(block, 7),
    updatedOrdinal: ordinal(180, 7),
  };
}

type Change = { readonly collateral: bigint; readonly debt: bigint; readonly debtShares: bigint };

function change(account: string, block: number, cause: string, after: Change) {
  return fact(
    MAKER,
    { block, log: 7 },
    {
      market: ETH_A,
      position: positionId(account),
      account,
      cause,
      collateralChange: "0",
      debtChange: "0",
      sizeChange: null,
      collateralAfter: after.collateral.toString(),
      debtAfter: after.debt.toString(),
      debtSharesAfter: after.debtShares.toString(),
      sizeAfter: null,
    },
  );
}

/** Alice opens, borrows more and is liquidated; Bob opens later. */
export const POSITIONS: FixtureRows = {
  Position: [position(ALICE, 105), position(BOB, 150)],
  PositionChange: [
    change(ALICE, 105, "OPEN", { collateral: 2n * WAD, debt: 150n * RAD, debtShares: 150n * WAD }),
    change(ALICE, 108, "ADJUST", { collateral: 2n * WAD, debt: 200n * RAD, debtShares: 199n * WAD }),
    change(ALICE, 110, "LIQUIDATION", { collateral: 0n, debt: 0n, debtShares: 0n }),
    change(BOB, 150, "OPEN", { collateral: 5n * WAD, debt: 60n * RAD, debtShares: 59n * WAD }),
  ],
};
