import { groupBy } from "../domain/group-by.ts";
import type { DeleveragingFill, EpisodeRule, LiquidatedLoss } from "./deleveraging.ts";

/** The facts of one episode, each kind in ledger order. */
export type DeleveragingGroup = {
  /** Of the first deleveraging. */
  readonly market: string;
  readonly asset: string;
  /** Of the first and last fact, seconds since 1970-01-01 UTC. */
  readonly from: bigint;
  readonly to: bigint;
  /** At least one. */
  readonly fills: readonly DeleveragingFill[];
  readonly liquidations: readonly LiquidatedLoss[];
};

type Fact =
  | { readonly fill: DeleveragingFill; readonly at: DeleveragingFill }
  | { readonly liquidation: LiquidatedLoss; readonly at: LiquidatedLoss };

/**
 * Groups deleveragings of one asset, and the liquidations around them, by gaps in time.
 *
 * @param fills - In ledger order.
 * @param liquidations - In ledger order. One in another asset belongs to the episodes of its market.
 * @returns Groups by their first fact.
 */
export function deleveragingGroups(
  fills: readonly DeleveragingFill[],
  liquidations: readonly LiquidatedLoss[],
  rule: EpisodeRule,
): DeleveragingGroup[] {
  const keyOf = ({ market }: { readonly market: string }) => (rule.byMarket ? market : "");
  const around = new Map(
    groupBy(liquidations, keyOf).map((group) => [keyOf(group[0] ?? { market: "" }), group]),
  );
  return groupBy(fills, (fill) => `${keyOf(fill)}/${fill.asset}`)
    .flatMap((group) => {
      const [first] = group;
      return first === undefined ? [] : runsOf(group, around.get(keyOf(first)) ?? [], rule.gapSeconds);
    })
    .sort((a, b) => Number(a.from - b.from) || (a.market < b.market ? -1 : 1));
}

function runsOf(
  fills: readonly DeleveragingFill[],
  liquidations: readonly LiquidatedLoss[],
  gapSeconds: bigint,
): DeleveragingGroup[] {
  const facts: Fact[] = [
    ...fills.map((fill) => ({ fill, at: fill })),
    ...liquidations.map((liquidation) => ({ liquidation, at: liquidation })),
  ].sort((a, b) => (a.at.ordinal < b.at.ordinal ? -1 : Number(a.at.ordinal > b.at.ordinal)));
  const runs: Fact[][] = [];
  for (const fact of facts) {
    const last = runs.at(-1);
    const before = last?.at(-1);
    if (last === undefined || before === undefined || fact.at.timestamp - before.at.timestamp > gapSeconds) {
      runs.push([fact]);
    } else last.push(fact);
  }
  return runs.flatMap(groupOf);
}

function groupOf(run: readonly Fact[]): DeleveragingGroup[] {
  const fills = run.flatMap((fact) => ("fill" in fact ? [fact.fill] : []));
  const [first] = fills;
  const [start, end] = [run.at(0), run.at(-1)];
  if (first === undefined || start === undefined || end === undefined) return [];
  return [
    {
      market: first.market,
      asset: first.asset,
      from: start.at.timestamp,
      to: end.at.timestamp,
      fills,
      liquidations: run.flatMap((fact) => ("liquidation" in fact ? [fact.liquidation] : [])),
    },
  ];
}
