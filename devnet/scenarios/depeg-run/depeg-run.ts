import { parseEther, parseUnits } from "viem";
import { unixTime } from "../../world/price-path.ts";
import { GEM_REPORTERS, PegDesk } from "../peg/peg-desk.ts";
import type { ExpectedTotals, Scenario, ScenarioPlay } from "../scenario.ts";
import type { ScenarioStage } from "../stage.ts";

const START = "2025-01-06T00:00:00Z";
const BEGIN = unixTime(START);
const SPACING = 600;
const HOUR = 3_600;
const HOURS = 96;

const roles = (kind: string, count: number) => Array.from({ length: count }, (_, at) => `${kind}-${at + 1}`);

/** Bring gem when it is worth less than a coin, and take it back when it is whole again. */
const ARBITRAGEURS = roles("arbitrageur", 16);
/** Hold coins that were lent elsewhere, and run when the module is doubted. */
const HOLDERS = roles("holder", 20);
/** Brings the first reserve. */
const FOUNDER = "founder";

const usdc = (amount: string) => parseUnits(amount, 6);
const CEILING = parseEther("3000000");
const FOUNDING = usdc("1000000");
const [ARBITRAGE_CAPITAL, ARBITRAGE_LOT] = [usdc("200000"), usdc("47500.25")];
const [HOLDING, RUN_LOT] = [parseEther("100000"), parseEther("33333.333333333333333333")];
/** Whole price, and those at which gem is brought, governance acts, and the gem is trusted again; 10^-8 dollars. */
const [BRING, ALARM, TRUST] = [parseUnits("0.99", 8), parseUnits("0.97", 8), parseUnits("0.995", 8)];
/** Hours from the alarm to a decision: first the fees, then the door. */
const [FEES_AFTER, CLOSED_AFTER] = [3, 12];

/** Price of the gem from an hour of the play on, dollars: made up. */
const PATH: readonly (readonly [number, string])[] = [
  [0, "1"],
  [24, "0.985"],
  [26, "0.96"],
  [30, "0.9"],
  [36, "0.88"],
  [44, "0.93"],
  [52, "0.97"],
  [60, "0.9975"],
  [72, "1"],
];

/** Hour of the play in which the price falls below what alarms governance. */
const ALARM_HOUR = PATH.find(([, price]) => parseUnits(price, 8) < ALARM)?.[0] ?? HOURS;

function priceAt(time: number): bigint {
  const [, price] = PATH.findLast(([hour]) => BEGIN + hour * HOUR <= time) ?? PATH[0] ?? [0, "1"];
  return parseUnits(price, 8);
}

function reporters(desk: PegDesk, time: number): void {
  if (time % HOUR === 0) desk.report(priceAt(time));
}

/** The fees rise and the door closes hours after the alarm; it opens when the gem is trusted again. */
function governance(desk: PegDesk, time: number): void {
  const hour = (time - BEGIN) / HOUR;
  if (hour === ALARM_HOUR + FEES_AFTER) desk.setFees(100n, 10n);
  if (hour === ALARM_HOUR + CLOSED_AFTER) desk.setClosed(true);
  if (desk.model.isClosed && priceAt(time) >= TRUST) desk.setClosed(false);
}

/** One arbitrageur a block, in turn. */
function arbitrageurs(desk: PegDesk, time: number): void {
  const role = ARBITRAGEURS[((time - BEGIN) / SPACING) % ARBITRAGEURS.length] ?? "";
  const price = priceAt(time);
  if (price < BRING) desk.buy(role, ARBITRAGE_LOT);
  else if (price >= TRUST) desk.sell(role, desk.coins.get(role) ?? 0n);
}

/** Once the gem is trusted and the coin is not, two holders a block bring what they hold, as long as the reserve reaches. */
function runners(desk: PegDesk, time: number): void {
  const hasFallen = time >= BEGIN + ALARM_HOUR * HOUR;
  if (!hasFallen || priceAt(time) < TRUST) return;
  const turn = ((time - BEGIN) / SPACING) * 2;
  for (const at of [turn, turn + 1]) desk.sell(HOLDERS[at % HOLDERS.length] ?? "", RUN_LOT);
}

function totals({ model }: PegDesk): ExpectedTotals {
  return {
    liquidations: {},
    auctions: {},
    lossesByLayer: {},
    openDeficits: {},
    balances: { "Peg-stability module/USDC": model.balance, "Surplus buffer/RUSD": model.fees },
    exercises: { count: 0, paid: 0n },
  };
}

function prepare(stage: ScenarioStage): ScenarioPlay {
  const desk = new PegDesk(stage, CEILING);
  desk.setFees(0n, 0n);
  desk.endow(FOUNDER, FOUNDING, 0n);
  for (const role of ARBITRAGEURS) desk.endow(role, ARBITRAGE_CAPITAL, 0n);
  for (const role of HOLDERS) desk.endow(role, 0n, HOLDING);
  desk.buy(FOUNDER, FOUNDING);
  return {
    act: (time) => {
      reporters(desk, time);
      governance(desk, time);
      arbitrageurs(desk, time);
      runners(desk, time);
    },
    expected: () => totals(desk),
  };
}

/** The other stablecoin of a peg module loses its peg and comes back; then holders of the own coin run. */
export const depegRun: Scenario = {
  name: "depeg-run",
  version: 1,
  about:
    "a stablecoin falls to 0.88 and floods a peg module up to its ceiling; when it is whole again everybody wants it back, first come first served, until the reserve is dry",
  sources: ["Prices, capital and decisions are made up."],
  start: START,
  blocks: (HOURS * HOUR) / SPACING + 1,
  spacing: SPACING,
  roles: [...GEM_REPORTERS, FOUNDER, ...ARBITRAGEURS, ...HOLDERS],
  prepare,
};
