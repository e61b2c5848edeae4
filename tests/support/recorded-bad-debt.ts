import { readFileSync } from "node:fs";
import { join } from "node:path";
import { exactUnits } from "./exact-decimal.ts";
import { type FixtureRows, fact, ordinal } from "./ledger-fixture.ts";

/** Id of the protocol: its slug as hex. */
export const INVERSE = "0x696e7665727365";
export const ETHER = "0x0000000000000000000000000000000000000000";
export const WBTC = "0x2260fac5e5542a773aa44fbcfedf7c193bc2c599";
export const DOLA = "0x865377367054516e17014ccded1e7d814edc9ce4";

/** A repayment of bad debt by the DAO, as the recording has it. */
type RecordedRepayment = {
  readonly blocknumber: number;
  readonly logIndex: number;
  readonly amount: number;
  readonly accountBorrows: number;
};

/** A point of the recorded bad debt in DOLA. */
export type RecordedPoint = {
  /** Milliseconds. */
  readonly timestamp: number;
  readonly badDebt: number;
  readonly frontierDelta: number;
  readonly frontierBorrowedDelta?: number;
  readonly nonFrontierDelta: number;
};

type Recording = {
  readonly ethRepaidByDAO: readonly RecordedRepayment[];
  readonly wbtcRepaidByDAO: readonly RecordedRepayment[];
  readonly dolaBadDebtEvolution: readonly RecordedPoint[];
};

/** Reads the recorded repayments and bad debt of Inverse Finance. */
export function readInverse(folder: string): Recording {
  return JSON.parse(readFileSync(join(folder, "fixture-repayments-v5.json"), "utf8")) as Recording;
}

/** Id of the market of one asset. */
export function inverseMarket(asset: string): string {
  return `${INVERSE}${asset.slice(2)}`;
}

/** Protocol, assets, markets and deficits of Inverse's ledger. */
export function inverseState(): FixtureRows {
  const decimals: Readonly<Record<string, number>> = { [ETHER]: 18, [WBTC]: 8, [DOLA]: 18 };
  const createdOrdinal = ordinal(0);
  const versions = { schemaVersion: "1.0.0", subgraphVersion: "1.0.0", methodologyVersion: "1.0.0" };
  const counts = { open: "0", pending: "0", created: "0", covered: "0", socialised: "0", writtenOff: "0" };
  const assets = Object.keys(decimals);
  const own = { protocol: INVERSE, createdOrdinal, updatedOrdinal: createdOrdinal };
  return {
    Protocol: [
      {
        id: INVERSE,
        slug: "inverse",
        network: "mainnet",
        ...versions,
        eventCount: "0",
        skippedCount: "0",
        createdOrdinal,
      },
    ],
    Asset: assets.map((id) => ({ id, kind: "ERC20", decimals: decimals[id], createdOrdinal })),
    Market: assets.map((asset) => ({
      ...own,
      id: inverseMarket(asset),
      kind: "LENDING_RESERVE",
      name: asset,
      contract: asset,
      debtAsset: asset,
      liquidationCount: "0",
    })),
    Deficit: assets.map((asset) => ({
      ...own,
      ...counts,
      id: `${inverseMarket(asset)}00`,
      market: inverseMarket(asset),
      asset,
      lastCreatedAmount: "0",
    })),
  };
}

/** One step of a deficit as the adapter writes it. */
export function deficitStep(
  at: { readonly block: number; readonly log?: number; readonly step?: number },
  asset: string,
  change: { readonly action: string; readonly amount: bigint; readonly openAfter: bigint },
) {
  const market = inverseMarket(asset);
  return fact(INVERSE, at, {
    market,
    deficit: `${market}00`,
    asset,
    action: change.action,
    amount: change.amount.toString(),
    excess: "0",
    openAfter: change.openAfter.toString(),
    pendingAfter: "0",
  });
}

/** The facts of one repayment as the adapter writes them: it shows and pays bad debt, and the borrower owes the rest. */
export function repaymentFacts(recorded: RecordedRepayment, asset: string, decimals: number) {
  const { blocknumber: block, logIndex: log, amount, accountBorrows } = recorded;
  const paid = exactUnits(String(amount), decimals);
  const market = inverseMarket(asset);
  return {
    changes: [
      deficitStep({ block, log, step: 0 }, asset, { action: "CREATED", amount: paid, openAfter: paid }),
      deficitStep({ block, log, step: 1 }, asset, { action: "COVERED", amount: paid, openAfter: 0n }),
    ],
    position: fact(
      INVERSE,
      { block, log },
      {
        market,
        position: `${market}01`,
        account: "0x01",
        cause: "ADJUST",
        collateralChange: "0",
        debtChange: "0",
        collateralAfter: "0",
        debtAfter: exactUnits(String(accountBorrows), decimals).toString(),
      },
    ),
  };
}
