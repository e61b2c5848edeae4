import { knownAmount } from "../../domain/token-amount.ts";
import { missingWorth, type Worth } from "../../domain/worth.ts";
import type { Book, Holding } from "../book.ts";
import { heldAssets, RESOURCES, resources, totalResources, usableAmount } from "../resources.ts";
import { UnitOfAccount } from "../unit-of-account.ts";
import { assetUnit, type LevelMetric, type SeriesParams, type Subject } from "./series-metric.ts";

/** What a backstop holds of one asset. */
export const BALANCE_SERIES: LevelMetric = {
  kind: "LEVEL",
  definition: {
    id: "balance",
    title: "Balance of a backstop in one asset",
    formula: "balance = Σ IN − Σ OUT",
    unit: "whole units of the asset",
    edgeCases: ["Before the first flow in the asset: NO_DATA.", "Unknown decimals: NO_DATA."],
    sources: ["schema.graphql: FundFlow.balanceAfter"],
    since: "1.1.0",
  },
  subjects: ["BACKSTOP"],
  asset: "REQUIRED",
  parts: () => ["flows"],
  priced: () => [],
  unit: assetUnit,
  read: (book, subject, params) =>
    readBalance(book, subject, params, (_, balance) => knownAmount(balance.balance, balance.asset)),
};

/** What a backstop can pay in one asset. */
export const USABLE_SERIES: LevelMetric = {
  kind: "LEVEL",
  definition: {
    id: "usable",
    title: "Usable capital of a backstop in one asset",
    formula:
      "usable = balance − pendingOutflow − encumbered − disabled − queued; zero while DISABLED or SHUT_DOWN",
    unit: "whole units of the asset",
    edgeCases: [
      "As for `backstop-capital`: PARTIAL_COVERAGE without a value where not all flows are known.",
      "Before the first flow in the asset: NO_DATA.",
    ],
    sources: ["metrics.md M-02", "metric backstop-capital"],
    since: "1.1.0",
  },
  subjects: ["BACKSTOP"],
  asset: "REQUIRED",
  parts: () => ["flows", "statuses"],
  priced: () => [],
  unit: assetUnit,
  read: (book, subject, params) => readBalance(book, subject, params, usableAmount),
};

/** What all layers, or one of them, can pay. */
export const RESOURCES_SERIES: LevelMetric = {
  kind: "LEVEL",
  definition: {
    ...RESOURCES,
    unit: "US dollars; whole units of the asset where one is asked for",
    edgeCases: [
      ...RESOURCES.edgeCases,
      "A series has one unit: US dollars, even while there is only one asset. With `asset`, what is held in it, in its own units.",
    ],
  },
  subjects: ["PROTOCOL", "BACKSTOP"],
  asset: "OPTIONAL",
  parts: ({ asset }) => (asset === null ? ["flows", "statuses", "prices"] : ["flows", "statuses"]),
  priced: (end, subject) => heldAssets({ ...end, holdings: holdingsOf(end, subject) }),
  unit: assetUnit,
  read: readResources,
};

function readBalance(
  book: Book,
  subject: Subject,
  params: SeriesParams,
  amountOf: (holding: Holding, balance: Holding["balances"][number]) => ReturnType<typeof knownAmount>,
): Worth {
  const account = accountOf(book, params);
  const holding = book.holdings.find(({ backstop }) => backstop.id === subject.id);
  const balance = holding?.balances.find(({ asset }) => asset === params.asset);
  if (holding === undefined || balance === undefined)
    return missingWorth(account.unit, "NO_DATA", "No flow in the asset is known at that time yet.");
  return account.worthOf(amountOf(holding, balance));
}

function readResources(book: Book, subject: Subject, params: SeriesParams): Worth {
  const account = accountOf(book, params);
  const holdings = holdingsOf(book, subject).map(({ backstop, balances }) => ({
    backstop,
    balances: balances.filter(({ asset }) => params.asset === null || asset === params.asset),
  }));
  return totalResources(resources({ ...book, holdings }, account), account.unit);
}

function holdingsOf({ holdings }: Book, { kind, id }: Subject): Holding[] {
  return holdings.filter(({ backstop }) => kind === "PROTOCOL" || backstop.id === id);
}

function accountOf(book: Book, { asset, maxPriceAge }: SeriesParams): UnitOfAccount {
  return new UnitOfAccount(book, asset === null ? [] : [asset], maxPriceAge);
}
