import { InvalidRequestError } from "../../../domain/errors.ts";
import { type Estimate, estimated, missingEstimate } from "../../../stats/estimate.ts";
import { CASCADE } from "../../../stress/cascade/cascade.ts";
import { type DebtSpiral, debtSpiral } from "../../../stress/cascade/debt-spiral.ts";
import { priceImpact } from "../../../stress/cascade/price-impact.ts";
import { purchaseRise } from "../../../stress/cascade/purchase-rise.ts";
import { spiralAccounts } from "../../../stress/cascade/spiral-accounts.ts";
import type { LedgerSession, Scoped } from "../../ledger-session.ts";
import type { Provenance } from "../../provenance.ts";
import type { SolvencyScope } from "../../solvency.ts";
import { bounded } from "../bounded.ts";
import { factorOf } from "../factor-of.ts";
import { stressBookOf } from "../stress-book-of.ts";
import { type ImpactRequest, impactOf } from "./impact-request.ts";
import { WHOLE_BPS } from "./load-cascade.ts";

/** What a request for the spiral may say. */
export type DebtSpiralArguments = {
  readonly asset: string;
  readonly debtAsset: string;
  readonly impact: ImpactRequest;
  readonly debtImpact: ImpactRequest;
  readonly fallBps?: number | null | undefined;
};

/** The spiral with its provenance. */
export type DebtSpiralAnswer = Scoped<Readonly<Record<keyof Omit<DebtSpiral, "iterations">, Estimate>>> & {
  readonly asset: string;
  readonly debtAsset: string;
  readonly accounts: number;
  readonly unvalued: number;
  /** Null without a price of either asset. */
  readonly iterations: number | null;
  readonly assumptions: readonly string[];
  readonly provenance: Provenance;
};

/**
 * Computes where a collateral and the token that it backs come to rest when liquidations sell the one and buy the other.
 *
 * @throws {InvalidRequestError} when an argument is out of range, an asset is not in the book, or both are one.
 */
export async function loadDebtSpiral(
  session: LedgerSession,
  scope: SolvencyScope,
  args: DebtSpiralArguments,
): Promise<DebtSpiralAnswer> {
  const fallBps = bounded("fallBps", args.fallBps, { from: 0, to: WHOLE_BPS, otherwise: 2000 });
  const models = { impact: impactOf(args.impact), debtImpact: impactOf(args.debtImpact) };
  const book = await stressBookOf(session, scope);
  const [collateral, debt] = [factorOf(book, args.asset), factorOf(book, args.debtAsset)];
  if (collateral.index === debt.index) {
    throw new InvalidRequestError("Expected two assets, got one as collateral and as debt.");
  }
  const { accounts, unvalued } = spiralAccounts(book, { collateral: collateral.index, debt: debt.index });
  const [price, debtPrice] = [collateral.factor.price, debt.factor.price];
  const shock = fallBps / WHOLE_BPS;
  const found =
    !price || !debtPrice || models.impact === null || models.debtImpact === null
      ? null
      : debtSpiral({
          ...{ accounts, price, debtPrice, shock },
          impact: priceImpact(models.impact),
          rise: purchaseRise(models.debtImpact),
        });
  const { view } = scope;
  const assets = { asset: collateral.factor.asset, debtAsset: debt.factor.asset };
  const params = {
    ...{ form: "spiral", protocol: book.protocol, maxPriceAgeSeconds: scope.maxPriceAge, fallBps },
    ...{ ...assets, ...models },
  };
  return {
    ...{ ...estimates(found, accounts.length), ...assets, view, unvalued, accounts: accounts.length },
    ...{ iterations: found?.iterations ?? null, assumptions: book.warnings },
    provenance: await session.provenance(view, { metric: CASCADE.id, params }),
  };
}

function estimates(found: DebtSpiral | null, n: number) {
  const parts = { n, method: "fixed point on both sides, all collateral sold" };
  const give = (field: keyof Omit<DebtSpiral, "iterations">) =>
    found === null
      ? missingEstimate("NO_DATA", "One of the two assets has no price.", parts)
      : estimated({ value: found[field], ...parts });
  return {
    ...{ price: give("price"), debtPrice: give("debtPrice"), sold: give("sold") },
    ...{ bought: give("bought"), badDebt: give("badDebt") },
  };
}
