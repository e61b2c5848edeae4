import type { MetricDefinition } from "../domain/metric-definition.ts";
import type { Ratio } from "../domain/ratio.ts";
import { rational } from "../domain/rational.ts";
import { knownAmount, missingAmount, type TokenAmount } from "../domain/token-amount.ts";
import {
  knownWorth,
  missingWorth,
  subtractWorth,
  sumWorths,
  type Worth,
  worthRatio,
} from "../domain/worth.ts";
import type { Book, Holding } from "./book.ts";
import { type Exposure, valueExposure } from "./exposure.ts";
import { exposureAtDefault } from "./exposure-at-default.ts";
import type { Obligations } from "./obligations.ts";
import { UnitOfAccount } from "./unit-of-account.ts";

/** Definition of the surplus ratio. */
export const SURPLUS_RATIO: MetricDefinition = {
  id: "surplus-ratio",
  title: "Surplus of a debt-issuing protocol against the debt of its volatile collateral",
  formula:
    "surplus = balance − encumbered − open deficit of the surplus buffer; ratio = surplus / Σ debt of the collateral types that count",
  unit: "the debt asset; ratio",
  edgeCases: [
    "Maker with its Vat indexed: surplus = vat.dai(vow) − vat.sin(vow). It may be negative.",
    "A buffer whose flows are not all known has no surplus: PARTIAL_COVERAGE.",
    "Which collateral is volatile is not in the ledger: the caller names the collateral types to leave out, all count otherwise.",
    "No surplus buffer, or no market of kind CDP_COLLATERAL: NOT_APPLICABLE.",
  ],
  sources: ["metrics.md M-01", "forum.makerdao.com 5431: 2–4 % of debt issued from volatile collateral"],
  since: "1.1.0",
};

/** The surplus of a protocol beside the debt that it stands behind. */
export type SurplusRatio = { readonly surplus: Worth; readonly debt: Worth; readonly ratio: Ratio };

const NONE = "The protocol has no surplus buffer, or no collateral types that issue debt.";

/**
 * Compares the surplus with the debt of the collateral types that count.
 *
 * @param excluded - Names or ids of markets to leave out, such as stablecoins.
 * @see SURPLUS_RATIO
 */
export function surplusRatio(
  book: Book,
  obligations: Obligations,
  excluded: readonly string[],
): SurplusRatio {
  const left = new Set(excluded);
  const markets = book.markets.filter(
    ({ id, name, kind }) => kind === "CDP_COLLATERAL" && !left.has(id) && !left.has(name),
  );
  const debts = exposureAtDefault({ ...book, markets }, obligations);
  const buffers = book.holdings.filter(isBuffer);
  const assets = debts.flatMap(({ payable }) => payable ?? []);
  const account = new UnitOfAccount(book, assets, null);
  if (buffers.length === 0 || debts.length === 0) return notApplicable(account.unit);
  const surplus = surplusOf(book, buffers, account);
  const debt = debtOf(debts, account);
  return { surplus, debt, ratio: worthRatio(surplus, debt, "surplus / debt") };
}

function notApplicable(unit: string): SurplusRatio {
  const missing = missingWorth(unit, "NOT_APPLICABLE", NONE);
  return { surplus: missing, debt: missing, ratio: worthRatio(missing, missing, "surplus / debt") };
}

function isBuffer({ backstop, balances }: Holding): boolean {
  const { layer, kind } = backstop;
  const isSurplus = layer === "SURPLUS_BUFFER" && kind === "PROTOCOL_REVENUE_SURPLUS";
  return isSurplus && balances.some(({ balance }) => balance !== 0n);
}

function surplusOf(book: Book, buffers: readonly Holding[], account: UnitOfAccount): Worth {
  const held = buffers.flatMap((buffer) => buffer.balances.map((balance) => unheld(buffer, balance)));
  const assets = new Set(held.map(({ asset }) => asset));
  const open = book.deficits
    .filter(({ asset }) => assets.has(asset))
    .map((deficit) => account.worthOf(knownAmount(deficit.open, deficit.asset)));
  const capital = sumWorths(
    held.map((amount) => account.worthOf(amount)),
    account.unit,
    "balances",
  );
  return subtractWorth(
    capital,
    sumWorths([knownWorth(rational(0n), account.unit), ...open], account.unit, "deficits"),
  );
}

function unheld({ backstop }: Holding, balance: Holding["balances"][number]): TokenAmount {
  if (backstop.balanceSource === "PARTIAL")
    return missingAmount(
      balance.asset,
      "PARTIAL_COVERAGE",
      "Some flows of the contract emit no indexed event.",
    );
  return knownAmount(balance.balance - balance.encumbered, balance.asset);
}

function debtOf(debts: readonly Exposure[], account: UnitOfAccount): Worth {
  const worths = debts.map((debt) => valueExposure(debt, account).worth);
  return sumWorths(worths, account.unit, "collateral types");
}
