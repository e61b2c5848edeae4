import type { CreditModel } from "../credit/credit-model.ts";
import type { ExpectedTotals } from "../scenario.ts";
import type { PutModel } from "./put-model.ts";

/** Totals of vaults whose losses a surplus buffer and a put-option backstop pay, without auctions and stability pool. */
export function putTotals(credit: CreditModel, puts: PutModel): ExpectedTotals {
  const { liquidations, lossesByLayer, openDeficits, balances } = credit.totals("WETH vaults");
  const payoffs = (lossesByLayer["OPTION_PAYOFF"] ?? 0n) + puts.paidAsWriter;
  return {
    liquidations,
    auctions: {},
    lossesByLayer: { ...lossesByLayer, ...(payoffs > 0n ? { OPTION_PAYOFF: payoffs } : {}) },
    openDeficits,
    balances: {
      "Surplus buffer/RUSD": balances["Surplus buffer/RUSD"] ?? 0n,
      "Put-option backstop/RUSD": puts.balance,
      ...(puts.underlying > 0n ? { "Put-option backstop/WETH": puts.underlying } : {}),
    },
    exercises: { count: puts.exercised, paid: puts.paid },
  };
}
