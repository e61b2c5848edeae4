import type { Asset } from "../domain/entities/reference.ts";
import { knownAmount, missingAmount } from "../domain/token-amount.ts";
import type { Book, Holding } from "./book.ts";
import type { Exposure } from "./exposure.ts";
import type { LastParameter, Obligations } from "./obligations.ts";

/** A parameter that is the target of a fund, and the kind of the fund's asset that it counts. */
type Target = { readonly name: string; readonly kind: Asset["kind"] };

/** Parameters that state how large a fund shall be, by slug of the protocol. The contract that states one is the fund's. */
const TARGETS: Readonly<Record<string, Target>> = {
  /** Surplus that the Vow keeps before it sells any (rad). */
  maker: { name: "hump", kind: "INTERNAL" },
  /** Minimum capital requirement of the mutual (wei). */
  nexus: { name: "mcr", kind: "NATIVE" },
  /** Capacity from which on the fund pays out surplus, in the settlement token. */
  "perp-v2": { name: "distributionThreshold", kind: "ERC20" },
};

/** Names of all parameters that are targets. */
export const TARGET_NAMES: readonly string[] = Object.values(TARGETS).map(({ name }) => name);

/**
 * Finds how large governance wants a protocol's funds to be, where a parameter that is indexed says so.
 *
 * @returns one exposure for each backstop with a target; none where nothing states one.
 */
export function targetLiquidity(book: Book, { parameters }: Obligations): Exposure[] {
  const target = TARGETS[book.protocol.slug];
  if (target === undefined) return [];
  return parameters
    .filter(({ name }) => name === target.name)
    .flatMap((parameter) => targetsOf(parameter, book, target));
}

function targetsOf(parameter: LastParameter, book: Book, { kind }: Target): Exposure[] {
  return book.holdings
    .filter(({ backstop }) => backstop.contract === parameter.contract)
    .flatMap((holding) => {
      const asset = countedAsset(holding, book, kind);
      return asset === null ? [] : [targetOf(parameter, holding, asset)];
    });
}

function countedAsset({ balances }: Holding, { assets }: Book, kind: Asset["kind"]): string | null {
  return balances.find(({ asset }) => assets.get(asset)?.kind === kind)?.asset ?? null;
}

function targetOf({ market, value }: LastParameter, { backstop }: Holding, asset: string): Exposure {
  const reason = "The last value of the target is not a number.";
  return {
    market: market ?? backstop.market,
    backstop: backstop.id,
    payable: asset,
    amount: value === null ? missingAmount(asset, "NO_DATA", reason) : knownAmount(value, asset),
    source: "PARAMETER",
    valuing: { by: "ASSET" },
  };
}
