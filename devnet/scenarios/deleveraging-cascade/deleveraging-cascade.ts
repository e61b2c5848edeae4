import { unixTime } from "../../world/price-path.ts";
import { BPS } from "../arithmetic.ts";
import { Keeper } from "../keepers/keeper.ts";
import { MARGIN_REPORTERS, MarginDesk } from "../margin/margin-desk.ts";
import { priceAt } from "../price-steps.ts";
import type { ExpectedTotals, Scenario, ScenarioPlay } from "../scenario.ts";
import type { ScenarioStage } from "../stage.ts";
import { baseFee, FOUNDER, FUND, KEEPERS, LONGS, SHORTS, TERMS, TREASURY } from "./cast.ts";
import { MARKET } from "./prices.ts";
import { keepers, reporters, shorts, treasury } from "./rules.ts";

const START = MARKET.from;
const BEGIN = unixTime(START);
const SPACING = 300;
const HOURS = 30;
const BLOCKS = (HOURS * 3_600) / SPACING;
const END = BEGIN + (BLOCKS - 1) * SPACING;

function open(desk: MarginDesk): void {
  desk.report(priceAt(MARKET, BEGIN));
  desk.fund(FOUNDER, FUND);
  for (const { role, margin } of [...SHORTS, ...KEEPERS]) desk.deposit(role, margin);
  for (const [index, { role, size, marginBps }] of LONGS.entries()) {
    desk.deposit(role, (desk.model.notionalOf(size) * marginBps) / BPS);
    desk.trade(role, SHORTS[index % SHORTS.length]?.role ?? "", size);
  }
}

function totals({ model }: MarginDesk): ExpectedTotals {
  const cuts = [...model.cuts].map(([role, amount]) => [`cut ${role}`, amount]);
  const all = model.totals();
  return { ...all, figures: { ...all.figures, ...Object.fromEntries(cuts) } };
}

function prepare(stage: ScenarioStage): ScenarioPlay {
  const desk = new MarginDesk(stage, TERMS);
  const all = KEEPERS.map((terms) => new Keeper(terms));
  open(desk);
  return {
    act: (time) => {
      reporters(desk, time);
      shorts(desk, time);
      keepers(desk, all, time);
      if (time === END) treasury(desk);
    },
    expected: () => totals(desk),
  };
}

/** Longs break in a crash, then those who took them over; the fund is used up, and the profits of the shorts are cut. */
export const deleveragingCascade: Scenario = {
  name: "deleveraging-cascade",
  version: 1,
  about:
    "May 2021: longs are taken over by keepers who break in turn; the insurance fund is used up, profits of the shorts are cut by rank, a rest stays open",
  sources: [
    "Prices: ETH by the hour on 19 and 20 May 2021, chrisgoughsa/gan-crypto-prediction (devnet/scenarios/deleveraging-cascade/prices.ts).",
    "Accounts, the fund, keepers and gas prices are made up, and drawn from a seed.",
  ],
  start: START,
  blocks: BLOCKS,
  spacing: SPACING,
  baseFee,
  roles: [
    ...MARGIN_REPORTERS,
    ...[FOUNDER, TREASURY],
    ...[...LONGS, ...SHORTS, ...KEEPERS].map(({ role }) => role),
  ],
  prepare,
};
