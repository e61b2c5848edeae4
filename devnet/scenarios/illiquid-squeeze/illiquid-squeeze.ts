import { unixTime } from "../../world/price-path.ts";
import { CreditDesk } from "../credit/credit-desk.ts";
import { REPORTERS } from "../credit/deploy-credit.ts";
import { ReserveDesk } from "../credit/reserve-desk.ts";
import { Keeper } from "../keepers/keeper.ts";
import type { ExpectedTotals, Scenario, ScenarioPlay } from "../scenario.ts";
import type { ScenarioStage } from "../stage.ts";
import {
  ASSETS,
  baseFee,
  CAPITAL,
  FOUNDER,
  KEEPERS,
  MARKET_MAKER,
  STAKE,
  STAKERS,
  START,
  TERMS,
  TREASURY,
  WATCHER,
  WHALE_VAULTS,
} from "./cast.ts";
import { Depth } from "./depth.ts";
import { DOLLAR, thinPrice } from "./prices.ts";
import { auctions, liquidations, type Play, reporters, stakers, treasury, wake, whale } from "./rules.ts";

const SPACING = 300;
const HOURS = 48;

function open({ desk, reserves }: Play): void {
  desk.report(DOLLAR);
  desk.reportCoin(thinPrice(unixTime(START)), DOLLAR);
  desk.open(FOUNDER.role, FOUNDER.collateral, FOUNDER.debt);
  reserves.fund(FOUNDER.role, CAPITAL.fund);
  desk.lend(FOUNDER.role, MARKET_MAKER, CAPITAL.marketMaker, []);
  desk.lend(FOUNDER.role, TREASURY, CAPITAL.treasury, ["Waterfall"]);
  for (const staker of STAKERS) {
    desk.lend(FOUNDER.role, staker, CAPITAL.staker, ["StakedModule"]);
    reserves.stake(staker, CAPITAL.staker);
  }
  for (const { role } of KEEPERS) desk.lend(FOUNDER.role, role, 0n, ["LiquidationEngine", "DutchAuction"]);
}

function totals({ desk, reserves, keepers }: Play): ExpectedTotals {
  const { balances, auctions: ended, ...all } = desk.model.totals("USDS vaults", "THIN", "USDS");
  const { COLLATERAL: sold } = ended;
  const acted = keepers.map(({ role, counts }) => [`acted ${role}`, counts.acted]);
  return {
    ...all,
    auctions: sold === undefined ? {} : { COLLATERAL: sold },
    balances: {
      "Surplus buffer/THIN": balances["Surplus buffer/THIN"] ?? 0n,
      "Insurance fund/THIN": reserves.fundModel.balance,
      "Staked module/THIN": reserves.stakeModel.balance,
    },
    figures: Object.fromEntries(acted),
  };
}

function prepare(stage: ScenarioStage): ScenarioPlay {
  const desk = new CreditDesk(stage, TERMS, ASSETS);
  const reserves = new ReserveDesk(stage, desk.model, { coin: ASSETS.coin.symbol, terms: STAKE });
  const keepers = KEEPERS.map((terms) => new Keeper(terms));
  const play = { desk, reserves, keepers, depth: new Depth() };
  open(play);
  return {
    act: (time) => {
      desk.model.time = time;
      reporters(play);
      whale(play);
      wake(play);
      liquidations(play);
      auctions(play);
      stakers(play);
      treasury(play);
    },
    expected: () => totals(play),
  };
}

/** A large borrow of a token that is hard to buy, squeezed: what the market sells in a block bounds what can be repaid. */
export const illiquidSqueeze: Scenario = {
  name: "illiquid-squeeze",
  version: 1,
  about:
    "November 2022: a whale borrows a thin token and sells it; the price turns, keepers repay in the pieces that the market sells, fund and stakers pay for the rest, some stays open",
  sources: [
    "Prices: CRV by the hour on 22 and 23 November 2022, bhemen/aave-data (devnet/scenarios/illiquid-squeeze/prices.ts).",
    "Terms: 89 % and 4.5 % as for dollars at Aave. Vaults, depth, capital, keepers and gas prices are made up; gas prices are drawn from a seed.",
  ],
  start: START,
  blocks: (HOURS * 3_600) / SPACING,
  spacing: SPACING,
  baseFee,
  roles: [
    ...REPORTERS,
    ...[FOUNDER.role, MARKET_MAKER, WATCHER, TREASURY],
    ...STAKERS,
    ...KEEPERS.map(({ role }) => role),
    ...WHALE_VAULTS,
  ],
  prepare,
};
