import type { OptionExercise, OptionSeries, OptionTrade } from "../../domain/entities/option.ts";
import { InvalidRequestError } from "../../domain/errors.ts";
import { groupBy, groupsBy } from "../../domain/group-by.ts";
import { type Window, windowSeconds } from "../../domain/window.ts";
import {
  type AdequacySettings,
  PREMIUM_ADEQUACY,
  type PremiumAdequacy,
  premiumAdequacy,
  type WrittenPolicy,
} from "../../options/premium-adequacy.ts";
import { loadDecimals } from "../decimals-of.ts";
import type { LedgerSession, Scoped } from "../ledger-session.ts";
import type { Selection } from "../ports.ts";
import { loadWindow, windowParams } from "../protocol-window.ts";
import type { Provenance } from "../provenance.ts";
import { requireInside } from "../require-inside.ts";
import type { SolvencyScope } from "../solvency.ts";

/** Window and settings as a caller gives them. */
export type PremiumAdequacyArguments = {
  readonly windowDays?: number | null | undefined;
  /** Cost of capital a year, a ratio. */
  readonly costOfCapital?: number | null | undefined;
  readonly level?: number | null | undefined;
  readonly confidence?: number | null | undefined;
  readonly replicates?: number | null | undefined;
  readonly seed?: number | null | undefined;
};

/** One backstop's premiums and claims in one asset. */
export type PoolAdequacy = Scoped<PremiumAdequacy> & { readonly backstop: string; readonly asset: string };

/** All pools of a protocol with window and provenance. */
export type PremiumAdequacyAnswer = {
  readonly pools: readonly PoolAdequacy[];
  readonly window: Window;
  readonly provenance: Provenance;
};

type Settings = Omit<AdequacySettings, "capitalCharge"> & { readonly costOfCapital: number };
type Series = Pick<OptionSeries, "id" | "backstop" | "expiry" | "isEnded">;
type Trade = Pick<OptionTrade, "series" | "action" | "premiumAsset" | "premium" | "timestamp">;
type End = Pick<OptionExercise, "series" | "payoffAsset" | "settled" | "timestamp">;

const YEAR = 31_536_000;
const FEWEST_REPLICATES = 999;
const MOST_REPLICATES = 10_000;

/**
 * Compares what a protocol earned for the options that it wrote with what it paid on them, by backstop and asset.
 *
 * @throws {InvalidRequestError} when an argument is out of range.
 */
export async function loadPremiumAdequacy(
  session: LedgerSession,
  scope: SolvencyScope,
  args: PremiumAdequacyArguments,
): Promise<PremiumAdequacyAnswer> {
  const { view, book } = scope;
  const settings = settingsOf(args);
  const { window } = await loadWindow(session, scope, args.windowDays);
  const { reader } = session;
  const series = await reader.fields("optionSeries", ["id", "backstop", "expiry", "isEnded"], {
    view,
    conditions: [{ field: "protocol", operator: "in", values: [book.protocol.id] }],
  });
  const written: Selection = {
    view,
    conditions: [
      { field: "protocol", operator: "in", values: [book.protocol.id] },
      { field: "side", operator: "in", values: ["SHORT"] },
    ],
  };
  const trades = await reader.fields(
    "optionTrade",
    ["series", "action", "premiumAsset", "premium", "timestamp"],
    written,
  );
  const ends = await reader.fields(
    "optionExercise",
    ["series", "payoffAsset", "settled", "timestamp"],
    written,
  );
  const decimalsOf = await loadDecimals(reader, view);
  const pools = poolsOf({ series, trades, ends }, window).map(({ backstop, asset, ...pool }) => {
    const capitalCharge = (settings.costOfCapital * Number(windowSeconds(window))) / YEAR;
    const found = premiumAdequacy(
      { ...pool, costs: 0n, window },
      { ...settings, capitalCharge },
      decimalsOf(asset) ?? 0,
    );
    return { ...found, backstop, asset, view };
  });
  return {
    pools,
    window,
    provenance: await session.provenance(view, {
      metric: PREMIUM_ADEQUACY.id,
      params: { ...windowParams(scope, args.windowDays), ...settings },
    }),
  };
}

type Activity = {
  readonly series: readonly Series[];
  readonly trades: readonly Trade[];
  readonly ends: readonly End[];
};
type Pool = {
  readonly backstop: string;
  readonly asset: string;
  readonly policies: readonly WrittenPolicy[];
  readonly claims: readonly bigint[];
};

/** Premiums and payments by backstop and asset. What a pool pays to buy an option back counts as a claim. */
function poolsOf({ series, trades, ends }: Activity, window: Window): Pool[] {
  const byId = new Map(series.map((one) => [one.id, one]));
  const last = lastEnds(trades, ends);
  const entries = [
    ...trades.flatMap((trade): Entry[] => entryOfTrade(trade, byId.get(trade.series), last)),
    ...ends.flatMap(({ series: id, payoffAsset: asset, settled: claim, timestamp }): Entry[] => {
      const backstop = byId.get(id)?.backstop;
      return backstop === undefined ? [] : [{ backstop, asset, policy: null, claim, timestamp }];
    }),
  ];
  return groupBy(entries, ({ backstop, asset }) => `${backstop}/${asset}`).flatMap((group): Pool[] => {
    const [first] = group;
    if (first === undefined) return [];
    const isInside = ({ timestamp }: Entry) => timestamp >= window.from && timestamp <= window.to;
    return [
      {
        backstop: first.backstop,
        asset: first.asset,
        policies: group.flatMap(({ policy }) => policy ?? []),
        claims: group.filter(isInside).flatMap(({ claim }) => (claim > 0n ? [claim] : [])),
      },
    ];
  });
}

type Entry = {
  readonly backstop: string;
  readonly asset: string;
  readonly policy: WrittenPolicy | null;
  readonly claim: bigint;
  readonly timestamp: bigint;
};

function entryOfTrade(trade: Trade, series: Series | undefined, last: ReadonlyMap<string, bigint>): Entry[] {
  if (series === undefined || trade.action === "TRANSFER") return [];
  const { premiumAsset: asset, premium, timestamp } = trade;
  const base = { backstop: series.backstop, asset, timestamp };
  if (trade.action !== "OPEN") return [{ ...base, policy: null, claim: premium }];
  const to = series.isEnded ? (last.get(series.id) ?? null) : null;
  return [{ ...base, policy: { premium, from: timestamp, to, expiry: series.expiry }, claim: 0n }];
}

/** Time of the last end or close of each series. */
function lastEnds(trades: readonly Trade[], ends: readonly End[]): Map<string, bigint> {
  const closes = trades.filter(({ action }) => action === "CLOSE" || action === "LIQUIDATE");
  const groups = groupsBy([...closes, ...ends], ({ series }) => series);
  return new Map(
    [...groups].map(([series, group]) => [
      series,
      group.reduce((latest, { timestamp }) => (timestamp > latest ? timestamp : latest), 0n),
    ]),
  );
}

function settingsOf(args: PremiumAdequacyArguments): Settings {
  const share = (name: string, value: number) => {
    if (value > 0 && value < 1) return value;
    throw new InvalidRequestError(`Expected ${name} inside (0, 1), got ${value}.`);
  };
  const costOfCapital = args.costOfCapital ?? 0.06;
  if (!(costOfCapital >= 0 && costOfCapital <= 10)) {
    throw new InvalidRequestError(
      `Expected costOfCapital from 0 to 10 (0.06 is 6 % a year), got ${costOfCapital}.`,
    );
  }
  return {
    costOfCapital,
    level: share("level", args.level ?? 0.99),
    confidence: share("confidence", args.confidence ?? 0.95),
    replicates: requireInside("replicates", args.replicates ?? 2000, [FEWEST_REPLICATES, MOST_REPLICATES]),
    seed: BigInt(args.seed ?? 1),
  };
}
