import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { blackPrice, type OptionKind } from "../../../api/options/black-76.ts";
import { impliedVolatility } from "../../../api/options/implied-volatility.ts";
import { type ExpiryQuotes, fitSmiles, type Smile, volatilityAt } from "../../../api/options/smile.ts";
import { SHARED_MISSING, sharedPath } from "../../support/shared.ts";

const FOLDER = sharedPath("data", "deribit");
const FILE = "deribit_options_snapshot_20260227T042840Z.csv";

/** A put or call with both a bid and an ask, prices in units of the underlying. */
interface Quote {
  readonly name: string;
  readonly kind: OptionKind;
  readonly strike: number;
  readonly bid: number;
  readonly ask: number;
}

interface Expiry {
  readonly years: number;
  readonly forward: number;
  readonly quotes: readonly Quote[];
}

type Row = Readonly<Record<string, string>>;

/** Expiries of one currency in order, with the middle one of the forwards that the rows state. */
function readExpiries(folder: string, currency: string): Expiry[] {
  const [head = "", ...lines] = readFileSync(join(folder, FILE), "utf8").trim().split("\n");
  const names = head.split(",");
  const rows = lines
    .map((line): Row => Object.fromEntries(line.split(",").map((cell, i) => [names[i] ?? "", cell])))
    .filter((row) => row["currency"] === currency);
  const expiries = [...new Set(rows.map((row) => row["expiry_datetime"]))].sort();
  return expiries.map((expiry) => {
    const own = rows.filter((row) => row["expiry_datetime"] === expiry);
    const forwards = own.map((row) => Number(row["futures_price"])).sort((a, b) => a - b);
    return {
      years: Number(own[0]?.["time_to_maturity"]),
      forward: forwards[forwards.length >> 1] as number,
      quotes: own.flatMap(quoteOf),
    };
  });
}

function quoteOf(row: Row): Quote[] {
  const [bid, ask] = [Number(row["bid_price"]), Number(row["ask_price"])];
  if (!(bid > 0 && ask > 0)) return [];
  const kind = row["option_type"] === "put" ? "PUT" : "CALL";
  return [{ name: row["instrument_name"] ?? "", kind, strike: Number(row["strike"]), bid, ask }];
}

/** Volatilities of bid and ask of the options that are out of the money, as quotes with their half spread. */
function volatilities({ years, forward, quotes }: Expiry): ExpiryQuotes {
  const found = quotes
    .filter(({ kind, strike }) => (kind === "PUT") === strike <= forward)
    .flatMap(({ kind, strike, bid, ask }) => {
      const at = (price: number) =>
        impliedVolatility({ kind, price: price * forward, forward, strike, years, rate: 0 }).value;
      const [low, high] = [at(bid), at(ask)];
      if (low === null || high === null) return [];
      return [{ k: Math.log(strike / forward), volatility: (low + high) / 2, halfSpread: (high - low) / 2 }];
    });
  return { years, quotes: found };
}

/** A put counts as liquid when bid and ask are at most a quarter of their middle apart. */
function isLiquid({ kind, bid, ask }: Quote): boolean {
  return kind === "PUT" && ask - bid <= 0.125 * (ask + bid);
}

/** Puts of an expiry whose fitted price lies outside bid and ask, one line each. */
function outside({ years, forward }: Expiry, smile: Smile, puts: readonly Quote[]): string[] {
  return puts.flatMap(({ name, strike, bid, ask }) => {
    const volatility = volatilityAt(smile, Math.log(strike / forward));
    const price = blackPrice("PUT", { forward, strike, years, volatility, rate: 0 }) / forward;
    return price >= bid && price <= ask
      ? []
      : [`${name}: bid ${bid}, ask ${ask}, fitted ${price.toFixed(5)}`];
  });
}

describe.skipIf(FOLDER === null)(
  `Deribit's options of 27 February 2026${FOLDER === null ? ` (${SHARED_MISSING})` : ""}`,
  () => {
    describe.each(["BTC", "ETH"])("%s", (currency) => {
      let expiries: Expiry[];
      let smiles: Smile[];

      beforeAll(() => {
        expiries = readExpiries(FOLDER as string, currency);
        smiles = fitSmiles(expiries.map(volatilities));
      }, 60_000);

      test("behavior: every expiry has at least 5 strikes and a smile without arbitrage", () => {
        expect(smiles).toHaveLength(13);
        for (const { model, butterfly, calendarFree } of smiles) {
          expect({ model, free: butterfly.isFree, calendarFree }).toEqual({
            model: "SVI",
            free: true,
            calendarFree: true,
          });
        }
      });

      test("behavior: at least 95 % of the liquid puts are within bid and ask", () => {
        const judge = (isCounted: (quote: Quote) => boolean) => {
          const puts = expiries.map(({ quotes }) => quotes.filter(isCounted));
          const lines = puts.flatMap((own, i) => outside(expiries[i] as Expiry, smiles[i] as Smile, own));
          return { count: puts.flat().length, lines };
        };
        const liquid = judge(isLiquid);
        const all = judge(({ kind }) => kind === "PUT");
        const share = ({ count, lines }: typeof liquid) =>
          `${count - lines.length} of ${count} (${((100 * (count - lines.length)) / count).toFixed(2)} %)`;
        console.log(
          [
            `${currency}: ${share(liquid)} of the liquid puts are within bid and ask, ${share(all)} of all with both; outside:`,
            ...liquid.lines,
          ].join("\n"),
        );
        expect(liquid.lines.length).toBeLessThanOrEqual(0.05 * liquid.count);
      });
    });
  },
);
