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

const NOTHING: Change = { collateral: 0n, debt: 0n, debtShares: 0n };

function change(account: string, block: number, cause: string, [before, after]: readonly [Change, Change]) {
  return fact(
    MAKER,
    { block, log: 7 },
    {
      market: ETH_A,
      position: positionId(account),
      account,
      cause,
      collateralChange: (after.collateral - before.collateral).toString(),
      debtChange: (after.debt - before.debt).toString(),
      sizeChange: null,
      collateralAfter: after.collateral.toString(),
      debtAfter: after.debt.toString(),
      debtSharesAfter: after.debtShares.toString(),
      sizeAfter: null,
    },
  );
}

const ALICE_OPENS: Change = { collateral: 2n * WAD, debt: 150n * RAD, debtShares: 150n * WAD };
const ALICE_BORROWS: Change = { collateral: 2n * WAD, debt: 200n * RAD, debtShares: 199n * WAD };
const BOB_OPENS: Change = { collateral: 5n * WAD, debt: 60n * RAD, debtShares: 59n * WAD };

/** Alice opens, borrows more and is liquidated; Bob opens later. */
export const POSITIONS: FixtureRows = {
  Position: [position(ALICE, 105), position(BOB, 150)],
  PositionChange: [
    change(ALICE, 105, "OPEN", [NOTHING, ALICE_OPENS]),
    change(ALICE, 108, "ADJUST", [ALICE_OPENS, ALICE_BORROWS]),
    change(ALICE, 110, "LIQUIDATION", [ALICE_BORROWS, NOTHING]),
    change(BOB, 150, "OPEN", [NOTHING, BOB_OPENS]),
  ],
};
