import { unixTime } from "../../world/price-path.ts";
import { BPS } from "../arithmetic.ts";
import { CreditDesk } from "../credit/credit-desk.ts";
import { CREDIT_TERMS } from "../credit/credit-terms.ts";
import { REPORTERS } from "../credit/deploy-credit.ts";
import { gasPriceAt } from "../keepers/gas-path.ts";
import type { Scenario, ScenarioPlay } from "../scenario.ts";
import type { ScenarioStage } from "../stage.ts";
import { CAPITAL, DEPOSITORS, KEEPER, LENDER, LOW_BIDDER, OWNERS, RECAP_BIDDERS, WATCHER } from "./cast.ts";
import { GAS_PATH } from "./gas.ts";
import { oraclePrice } from "./prices.ts";
import {
  buyers,
  depositors,
  governance,
  liquidations,
  makeKeepers,
  owners,
  recapBidders,
  reporters,
  SPACING,
  wake,
} from "./rules.ts";

const START = "2020-03-12T00:00:00Z";
const HOURS = 54;
const BLOCKS = (HOURS * 3_600) / SPACING + 1;
const END = unixTime(START) + (BLOCKS - 1) * SPACING;

function open(desk: CreditDesk): void {
  desk.report(oraclePrice(unixTime(START)));
  desk.open(LENDER.role, LENDER.collateral, LENDER.debt);
  for (const { role, collateral, ratioBps } of OWNERS) {
    desk.open(role, collateral, (desk.model.valueOf(collateral) * BPS) / ratioBps);
  }
  desk.lend(LENDER.role, KEEPER.role, CAPITAL.keeper, ["LiquidationEngine", "DutchAuction"]);
  desk.lend(LENDER.role, LOW_BIDDER.role, CAPITAL.lowBidder, ["DutchAuction"]);
  for (const { role } of RECAP_BIDDERS)
    desk.lend(LENDER.role, role, CAPITAL.recapBidder, ["Recapitalisation"]);
  for (const { role, amount } of DEPOSITORS) {
    desk.lend(LENDER.role, role, amount, ["StabilityPool"]);
    desk.deposit(role, amount);
  }
}

function prepare(stage: ScenarioStage): ScenarioPlay {
  const desk = new CreditDesk(stage, CREDIT_TERMS);
  const careful = new Set<string>();
  const keepers = makeKeepers();
  open(desk);
  return {
    act: (time) => {
      desk.model.time = time;
      reporters(desk);
      owners(desk, careful);
      wake(keepers, time);
      liquidations(desk, keepers);
      buyers(desk, keepers);
      depositors(desk);
      governance(desk);
      recapBidders(desk);
      if (time === END) desk.claimGain(DEPOSITORS[0].role);
    },
    expected: () => ({ ...desk.model.totals("WETH vaults"), figures: { ...keepers.liquidator.counts } }),
  };
}

/** 12 and 13 March 2020 over the reference vaults: no bids for hours, a loss beyond the surplus, and its recapitalisation. */
export const blackThursday: Scenario = {
  name: "black-thursday",
  version: 3,
  about:
    "March 2020: a late oracle, keepers whom gas prices out for 19 hours, collateral sold for next to nothing, a loss beyond the surplus, new tokens to pay for it",
  sources: [
    "Prices: values of Maker's ETH oracle on 12 and 13 March 2020, each with its block and transaction (devnet/world/price-path.ts); the market is an hour ahead of them.",
    "Gas: of 12 March from BerkeleyBlockchain/stablesims, of 13 March what Maker's auctions paid, from guifel/maker-liquidation-dashboard (devnet/scenarios/black-thursday/gas.ts).",
    "Terms: 150 % and a penalty of 13 % as Maker's ETH-A; the other terms, the vaults and the keepers' limits are made up.",
  ],
  start: START,
  blocks: BLOCKS,
  spacing: SPACING,
  baseFee: (time) => gasPriceAt(GAS_PATH, time),
  roles: [
    ...REPORTERS,
    ...[KEEPER.role, WATCHER, LOW_BIDDER.role, LENDER.role],
    ...[...DEPOSITORS, ...RECAP_BIDDERS, ...OWNERS].map(({ role }) => role),
  ],
  prepare,
};
