import { unixTime } from "../../world/price-path.ts";
import { CreditDesk } from "../credit/credit-desk.ts";
import { REPORTERS } from "../credit/deploy-credit.ts";
import { Keeper } from "../keepers/keeper.ts";
import type { ExpectedTotals, Scenario, ScenarioPlay } from "../scenario.ts";
import type { ScenarioStage } from "../stage.ts";
import {
  BUYER,
  baseFee,
  KEEPER_CAPITAL,
  KEEPERS,
  LATE_OWNERS,
  LENDER,
  OWNERS,
  START,
  TERMS,
  WATCHER,
} from "./cast.ts";
import { HarmModel } from "./harm.ts";
import { marketPrice } from "./prices.ts";
import { borrow, borrowers, governance, liquidations, type Play, reporters, SPACING } from "./rules.ts";

const HOURS = 38;
const BLOCKS = (HOURS * 3_600) / SPACING + 1;
const END = unixTime(START) + (BLOCKS - 1) * SPACING;

function open(desk: CreditDesk): void {
  desk.report(marketPrice(unixTime(START)));
  desk.open(LENDER.role, LENDER.collateral, LENDER.debt);
  for (const owner of OWNERS) borrow(desk, owner);
  for (const { role } of KEEPERS) desk.lend(LENDER.role, role, KEEPER_CAPITAL, ["LiquidationEngine"]);
  desk.lend(LENDER.role, BUYER.role, BUYER.capital, ["Recapitalisation"]);
}

function totals({ desk, keepers, harm }: Play): ExpectedTotals {
  const { balances, auctions, ...all } = desk.model.totals("WETH vaults");
  const { wrongful, cost, needlessLoss } = harm;
  const acted = keepers.map(({ role, counts }) => [`acted ${role}`, counts.acted]);
  return {
    ...all,
    auctions: { DEBT: auctions["DEBT"] ?? { count: 0, paid: 0n } },
    balances: {
      "Surplus buffer/RUSD": balances["Surplus buffer/RUSD"] ?? 0n,
      "Recapitalisation/RUSD": 0n,
    },
    figures: { wrongful, cost, needlessLoss, ...Object.fromEntries(acted) },
  };
}

function prepare(stage: ScenarioStage): ScenarioPlay {
  const desk = new CreditDesk(stage, TERMS);
  open(desk);
  const play = { desk, keepers: KEEPERS.map((terms) => new Keeper(terms)), harm: new HarmModel(desk.model) };
  return {
    act: (time) => {
      desk.model.time = time;
      reporters(play);
      borrowers(play);
      liquidations(play);
      if (time === END) governance(play);
    },
    expected: () => totals(play),
  };
}

/** An oracle that stands still at the lowest price of a crash, and then has a cap that is too low. */
export const staleOracle: Scenario = {
  name: "stale-oracle",
  version: 1,
  about:
    "November 2022: the oracle falls silent at the lowest price of a crash, later it is capped by mistake; keepers liquidate vaults that the market leaves safe",
  sources: [
    "Prices: ETH by the hour on 9 to 11 November 2022, bhemen/aave-data (devnet/scenarios/stale-oracle/prices.ts).",
    "The silence and the cap of the oracle, vaults, keepers and gas prices are made up; vaults and gas prices are drawn from a seed.",
  ],
  start: START,
  blocks: BLOCKS,
  spacing: SPACING,
  baseFee,
  roles: [
    ...REPORTERS,
    ...[LENDER.role, WATCHER, BUYER.role],
    ...[...KEEPERS, ...OWNERS, ...LATE_OWNERS].map(({ role }) => role),
  ],
  prepare,
};
