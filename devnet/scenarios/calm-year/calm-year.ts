import { parseEther } from "viem";
import { unixTime } from "../../world/price-path.ts";
import { BPS } from "../arithmetic.ts";
import { CreditDesk } from "../credit/credit-desk.ts";
import { CREDIT_TERMS, type CreditTerms } from "../credit/credit-terms.ts";
import { REPORTERS } from "../credit/deploy-credit.ts";
import { PutDesk } from "../options/put-desk.ts";
import { isDeep, type PutSeries } from "../options/put-model.ts";
import { putTotals } from "../options/put-totals.ts";
import type { Scenario, ScenarioPlay } from "../scenario.ts";
import type { ScenarioStage } from "../stage.ts";
import { DAY, priceOn } from "./prices.ts";

const START = "2024-01-01T00:00:00Z";
const BEGIN = unixTime(START);
const DAYS = 366;
/** Days from one vault, and one series, to the next. */
const MONTH = 30;

const TERMS: CreditTerms = {
  ...CREDIT_TERMS,
  baseRatioBps: 12_500n,
  latency: DAY,
  maxPriceAge: 3 * DAY,
};

const [LENDER, KEEPER] = ["lender", "keeper"] as const;
const OWNERS = Array.from({ length: 13 }, (_, month) => `owner-${month + 1}`);
const HOLDERS = ["holder-1", "holder-2"] as const;
const [LENT, KEEPER_CAPITAL, HOLDER_CAPITAL, RESERVE] = [
  parseEther("4000000"),
  parseEther("2000000"),
  parseEther("200000"),
  parseEther("500000"),
] as const;
/** Value of a new vault's collateral, basis points of its debt; each month a little more. */
const [FIRST_RATIO, MORE] = [13_400n, 250n];
/** WETH of one series sold, and its strike and premium in basis points of the price. */
const [SIZE, STRIKE_BPS, PREMIUM_BPS] = [parseEther("100"), 9_000n, 120n];
/** Holders exercise when a put is so far in the money, basis points. */
const DEEP_BPS = 300n;
/** From 10^-8 dollars to RUSD for one WETH. */
const TO_WAD = 10n ** 10n;

interface Sold {
  readonly series: PutSeries;
  readonly holder: string;
}

/** One vault a month, each with a fee for the surplus. */
function borrow(credit: CreditDesk, month: number): void {
  const collateral = parseEther(String(120 + 10 * month));
  const debt = (credit.model.valueOf(collateral) * BPS) / (FIRST_RATIO + MORE * BigInt(month));
  credit.open(OWNERS[month] ?? "", collateral, debt);
}

/** One series a month, sold for a premium. */
function sell(puts: PutDesk, price: bigint, at: { month: number; time: number }): Sold {
  const holder = HOLDERS[at.month % HOLDERS.length] ?? "";
  const series = puts.list({
    side: "SHORT",
    isEuropean: false,
    isPhysical: false,
    strike: (price * STRIKE_BPS) / BPS,
    expiry: at.time + (MONTH - 2) * DAY,
    premium: (price * TO_WAD * PREMIUM_BPS) / BPS,
  });
  puts.open(series, holder, SIZE);
  return { series, holder };
}

/** What is unsafe is flagged, and liquidated a day later. */
function keepers(credit: CreditDesk): void {
  const { model } = credit;
  for (const [role, vault] of model.vaults) {
    if (model.isRipe(vault)) credit.liquidate(KEEPER, role);
    else if (!model.isFlagged(vault) && model.isUnsafe(vault)) credit.flag(KEEPER, role);
  }
}

/** Holders exercise what pays; the rest ends a day after its expiry. */
function holders(puts: PutDesk, sold: readonly Sold[], now: { time: number; price: bigint }): void {
  for (const { series, holder } of sold) {
    const size = series.open.get(holder) ?? 0n;
    if (size === 0n) continue;
    if (now.time >= series.expiry + DAY) puts.expire(series, holder);
    else if (now.time < series.expiry && isDeep(series, now.price, DEEP_BPS))
      puts.exercise(series, holder, size);
  }
}

function begin(credit: CreditDesk, puts: PutDesk): void {
  credit.report(priceOn(0));
  credit.open(LENDER, parseEther("10000"), LENT);
  credit.lend(LENDER, KEEPER, KEEPER_CAPITAL, ["LiquidationEngine"]);
  for (const holder of HOLDERS) credit.lend(LENDER, holder, HOLDER_CAPITAL, ["PutOptionBackstop"]);
  puts.fund(LENDER, RESERVE);
}

function prepare(stage: ScenarioStage): ScenarioPlay {
  const credit = new CreditDesk(stage, TERMS);
  const puts = new PutDesk(stage, credit.model);
  const sold: Sold[] = [];
  begin(credit, puts);
  return {
    act: (time) => {
      const day = (time - BEGIN) / DAY;
      const [month, price] = [day / MONTH, priceOn(day)];
      credit.model.time = time;
      credit.report(price);
      keepers(credit);
      holders(puts, sold, { time, price });
      if (!Number.isInteger(month)) return;
      borrow(credit, month);
      sold.push(sell(puts, price, { month, time }));
    },
    expected: () => putTotals(credit.model, puts.model),
  };
}

/** A year in which fees and premiums come in and small losses go out. */
export const calmYear: Scenario = {
  name: "calm-year",
  version: 3,
  about:
    "a year of fees and premiums with two bad weeks: small losses that the surplus pays, puts that mostly end worthless",
  sources: ["Prices, vaults, strikes and premiums are made up."],
  start: START,
  blocks: DAYS,
  spacing: DAY,
  roles: [...REPORTERS, LENDER, KEEPER, ...HOLDERS, ...OWNERS],
  prepare,
};
