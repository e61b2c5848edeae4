import { unixTime } from "../../world/price-path.ts";
import { BPS } from "../arithmetic.ts";
import { oraclePrice } from "../black-thursday/prices.ts";
import { CreditDesk } from "../credit/credit-desk.ts";
import { REPORTERS } from "../credit/deploy-credit.ts";
import { PutDesk } from "../options/put-desk.ts";
import { putTotals } from "../options/put-totals.ts";
import type { Scenario, ScenarioPlay } from "../scenario.ts";
import type { ScenarioStage } from "../stage.ts";
import {
  CAPITAL,
  HEDGE,
  HOLDERS,
  KEEPER,
  LENDER,
  OWNERS,
  RESERVE,
  SIZES,
  SOLD,
  TERMS,
  WRITERS,
} from "./cast.ts";
import { type Desks, holders, keepers, protocol, reporters } from "./rules.ts";

const START = "2020-03-12T00:00:00Z";
const SPACING = 600;
const HOURS = 54;

function openVaults(credit: CreditDesk): void {
  credit.report(oraclePrice(unixTime(START)));
  credit.open(LENDER.role, LENDER.collateral, LENDER.debt);
  for (const { role, collateral, ratioBps } of OWNERS) {
    credit.open(role, collateral, (credit.model.valueOf(collateral) * BPS) / ratioBps);
  }
  credit.lend(LENDER.role, KEEPER, CAPITAL.keeper, ["LiquidationEngine"]);
}

function openPuts(credit: CreditDesk, puts: PutDesk): Desks {
  puts.fund(LENDER.role, RESERVE);
  const hedge = puts.list(HEDGE);
  const sold = SOLD.map((terms) => puts.list(terms));
  for (const writer of WRITERS) {
    credit.lend(LENDER.role, writer, CAPITAL.writer, ["PutOptionBackstop"]);
    puts.open(hedge, writer, SIZES.hedge);
  }
  for (const [at, series] of sold.entries()) {
    const holder = HOLDERS[at] ?? "";
    credit.lend(LENDER.role, holder, CAPITAL.holder, ["PutOptionBackstop"]);
    puts.open(series, holder, SIZES.sold);
  }
  return { credit, puts, hedge, sold };
}

function prepare(stage: ScenarioStage): ScenarioPlay {
  const credit = new CreditDesk(stage, TERMS);
  const puts = new PutDesk(stage, credit.model);
  openVaults(credit);
  const desks = openPuts(credit, puts);
  return {
    act: (time) => {
      credit.model.time = time;
      reporters(desks);
      protocol(desks);
      keepers(desks);
      holders(desks);
    },
    expected: () => putTotals(credit.model, puts.model),
  };
}

/** A put-option backstop through the crash of March 2020: bought puts pay for losses, sold ones cost. */
export const putBackstopCrash: Scenario = {
  name: "put-backstop-crash",
  version: 3,
  about:
    "March 2020: thin vaults lose more than the surplus; puts that the protocol bought refill the reserve that pays, puts that it sold drain it",
  sources: [
    "Prices: values of Maker's ETH oracle on 12 and 13 March 2020, each with its block and transaction (devnet/world/price-path.ts).",
    "Vaults, strikes, sizes and premiums are made up.",
  ],
  start: START,
  blocks: (HOURS * 3_600) / SPACING + 1,
  spacing: SPACING,
  roles: [...REPORTERS, LENDER.role, KEEPER, ...WRITERS, ...HOLDERS, ...OWNERS.map(({ role }) => role)],
  prepare,
};
