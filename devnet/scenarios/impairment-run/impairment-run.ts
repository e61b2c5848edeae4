import { unixTime } from "../../world/price-path.ts";
import { BPS } from "../arithmetic.ts";
import { Keeper } from "../keepers/keeper.ts";
import { LENDING_REPORTERS, LendingDesk } from "../lending/lending-desk.ts";
import type { ExpectedTotals, Scenario, ScenarioPlay } from "../scenario.ts";
import type { ScenarioStage } from "../stage.ts";
import {
  AFFILIATE,
  AUDITOR,
  BANK,
  BORROWERS,
  baseFee,
  CUSTODY,
  KEEPERS,
  LENDERS,
  OTHER_LIABILITIES,
  PLAN,
  PREMIUMS,
  START,
} from "./cast.ts";
import { Issuer } from "./issuer.ts";
import {
  bank,
  borrowers,
  insurance,
  issuer,
  keepers,
  lenders,
  type Play,
  reporters,
  SPACING,
} from "./rules.ts";

const BEGIN = unixTime(START);
const HOURS = 144;
/** From the collateral's unit to that of the lent token. */
const UNIT = 10n ** 12n;

function makeIssuer(stage: ScenarioStage): Issuer {
  const pledged = BORROWERS.reduce((sum, { collateral }) => sum + collateral, 0n) / UNIT;
  const liabilities = pledged + OTHER_LIABILITIES;
  const custody = CUSTODY.map(({ role, shareBps }) => [role, (liabilities * shareBps) / BPS] as const);
  return new Issuer(stage, liabilities, new Map(custody));
}

function open({ desk }: Play): void {
  desk.report(10n ** 8n);
  for (const { role, amount } of LENDERS) desk.supply(role, amount);
  for (const { role, collateral, shareBps } of BORROWERS)
    desk.borrow(role, collateral, (collateral * shareBps) / (BPS * UNIT));
  for (const { role, capital } of KEEPERS) desk.endow(role, capital, ["LendingPool"]);
  desk.insure(BANK, PREMIUMS.first);
}

function totals({ desk, issuer: one }: Play): ExpectedTotals {
  const { model, insurance: fund, refused } = desk;
  return {
    liquidations: {
      DIRECT: { count: model.liquidated, debtRepaid: model.repaid, collateralSeized: model.seized },
    },
    auctions: {},
    lossesByLayer: { SOCIALISED: model.socialised, INSURANCE_FUND: fund.paid },
    openDeficits: { "USDC pool": 0n, "Insured deposits": fund.queued },
    balances: { "Deposit insurance/USDC": fund.balance },
    exercises: { count: 0, paid: 0n },
    figures: { refused, claims: model.claims, cash: model.cash, ratio: one.ratio },
  };
}

function prepare(stage: ScenarioStage): ScenarioPlay {
  const desk = new LendingDesk(stage, PLAN);
  const play: Play = {
    desk,
    issuer: makeIssuer(stage),
    keepers: KEEPERS.map((terms) => new Keeper(terms)),
    capital: new Map(KEEPERS.map(({ role, capital }) => [role, capital])),
    unreported: [],
  };
  open(play);
  return {
    act: (time) => {
      issuer(play, time, BEGIN);
      reporters(play, time);
      keepers(play, time);
      borrowers(play, time);
      lenders(play, time);
      bank(play, time);
      insurance(play, time);
    },
    expected: () => totals(play),
  };
}

/** Collateral that turns out not to be backed: lenders run before its price moves, those who stay bear the loss. */
export const impairmentRun: Scenario = {
  name: "impairment-run",
  version: 1,
  about:
    "an attestation shows that a third of a collateral's backing is gone; lenders run while its price still stands, the pool runs dry, the rest bear the loss and queue for insurance",
  sources: [
    "Everything is made up; lenders, borrowers, the order of claims and gas prices are drawn from a seed.",
  ],
  start: START,
  blocks: (HOURS * 3_600) / SPACING + 1,
  spacing: SPACING,
  baseFee,
  roles: [
    ...LENDING_REPORTERS,
    ...[BANK, AFFILIATE, AUDITOR],
    ...[...LENDERS, ...BORROWERS, ...KEEPERS, ...CUSTODY].map(({ role }) => role),
  ],
  prepare,
};
