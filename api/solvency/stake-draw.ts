import type { MetricDefinition } from "../domain/metric-definition.ts";
import { knownAmount, missingAmount, type TokenAmount } from "../domain/token-amount.ts";
import { smallerWorth, type Worth } from "../domain/worth.ts";
import { backstopCapital } from "./backstop-capital.ts";
import type { Book, Holding } from "./book.ts";
import type { Obligations } from "./obligations.ts";
import { UnitOfAccount } from "./unit-of-account.ts";

/** Definition of the draw on a stake. */
export const STAKE_DRAW: MetricDefinition = {
  id: "stake-draw",
  title: "What a slash would take from a stake now",
  formula:
    "draw = min(slashable stake, max(0, open deficit − deficit offset − pending)); slashable = balance − encumbered − disabled",
  unit: "the one asset that stake and deficit are counted in, else US dollars; the uncovered deficit also in the reserve's asset",
  edgeCases: [
    "Only backstops of the layer STAKED_FIRST_LOSS that protect one market with a debt asset; an empty list where there are none.",
    "Stake that waits for withdrawal bears slashes like all other: it is slashable although it is not usable.",
    "No deficit offset was ever set: it is zero, as in the contract.",
    "The stake is a wrapper of the reserve's asset: both need a price, and without one the draw is null.",
    "Where several stakes protect one market each is shown against the whole uncovered deficit.",
  ],
  sources: [
    "metrics.md M-01",
    "aave-dao/aave-umbrella src/contracts/umbrella/Umbrella.sol, slash; governance.aave.com LlamaRisk 23527",
  ],
  since: "1.1.0",
};

/** Parameter of a market that says how much of its deficit governance pays before any stake is slashed. */
export const DEFICIT_OFFSET = "deficitOffset";

/** Layer whose stake is taken for a deficit. */
const STAKE_LAYER = "STAKED_FIRST_LOSS";

/** What one stake would lose now. */
export type StakeDraw = {
  readonly holding: Holding;
  /** Id of the market that the stake protects. */
  readonly market: string;
  readonly slashable: Worth;
  /** In the market's debt asset. */
  readonly uncovered: TokenAmount;
  readonly draw: Worth;
};

/** Computes what a slash would take from each stake that protects one market. See {@link STAKE_DRAW}. */
export function stakeDraws(book: Book, obligations: Obligations, maxPriceAge: bigint | null): StakeDraw[] {
  return book.holdings
    .filter(({ backstop }) => backstop.layer === STAKE_LAYER)
    .flatMap((holding) => {
      const market = book.markets.find(({ id }) => id === holding.backstop.market);
      if (market === undefined || market.debtAsset === null) return [];
      const uncovered = uncoveredDeficit(book, obligations, { market: market.id, asset: market.debtAsset });
      return drawsOn(book, holding, { market: market.id, uncovered, maxPriceAge });
    });
}

type Call = { readonly market: string; readonly uncovered: TokenAmount; readonly maxPriceAge: bigint | null };

/** One entry for each asset of the stake: a stake module holds one. */
function drawsOn(book: Book, holding: Holding, { market, uncovered, maxPriceAge }: Call): StakeDraw[] {
  return holding.balances.map((balance) => {
    const assets = [balance.asset, uncovered.asset].filter((asset) => asset !== null);
    const account = new UnitOfAccount(book, assets, maxPriceAge);
    const slashable = account.worthOf(slashableAmount(holding, balance));
    const draw = smallerWorth(slashable, account.worthOf(uncovered));
    return { holding, market, slashable, uncovered, draw };
  });
}

function slashableAmount({ backstop }: Holding, balance: Holding["balances"][number]): TokenAmount {
  const { usable, queued } = backstopCapital(balance, backstop.balanceSource);
  if (backstop.status !== "ACTIVE") return knownAmount(0n, balance.asset);
  if (usable.raw === null) return usable;
  return knownAmount(usable.raw + balance.pendingOutflow + queued, balance.asset);
}

function uncoveredDeficit(
  book: Book,
  { parameters }: Obligations,
  { market, asset }: { readonly market: string; readonly asset: string },
): TokenAmount {
  const deficit = book.deficits.find((row) => row.market === market && row.asset === asset);
  const offset = parameters.find((row) => row.name === DEFICIT_OFFSET && row.market === market);
  if (offset !== undefined && offset.value === null)
    return missingAmount(asset, "NO_DATA", "The last deficit offset is not a number.");
  const uncovered = (deficit?.open ?? 0n) - (offset?.value ?? 0n) - (deficit?.pending ?? 0n);
  return knownAmount(uncovered > 0n ? uncovered : 0n, asset);
}
