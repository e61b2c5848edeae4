import { parseDecimal } from "../../../api/domain/decimal-string.ts";
import { queryGraphql } from "./graphql.ts";

interface Backstop {
  readonly id: string;
  readonly contract: string;
  readonly balances: readonly { readonly asset: { readonly id: string; readonly decimals: number } }[];
}

interface Part {
  readonly series: {
    readonly points: readonly { readonly blockNumber: string; readonly exact: string | null }[];
    readonly nextFrom: string | null;
  };
}

const BACKSTOPS = "{ backstops { edges { node { id contract balances { asset { id decimals } } } } } }";

/** Few points at a time, so that the parts of a series are joined, too. */
const SERIES = `query($subject: ID!, $asset: Bytes, $from: DateTime!, $to: DateTime!) {
  series(metric: "balance", subject: $subject, asset: $asset, from: $from, to: $to, bucket: BLOCK, maxPoints: 40) {
    points { blockNumber exact } nextFrom
  }
}`;

/**
 * Reads the balance of each backstop that has one in its first asset after each block, from the points of its series.
 *
 * @param url - Of the API's GraphQL endpoint.
 * @param blocks - Number of the last block.
 * @returns Balances in the smallest unit by contract; zero before the first point.
 */
export async function balanceSeriesByBlock(url: string, blocks: number): Promise<Map<string, bigint[]>> {
  const { backstops } = await queryGraphql<{
    backstops: { readonly edges: readonly { readonly node: Backstop }[] };
  }>(url, BACKSTOPS);
  const found = new Map<string, bigint[]>();
  for (const { node } of backstops.edges) {
    if (node.balances.length > 0) found.set(node.contract, await afterEachBlock(url, node, blocks));
  }
  return found;
}

async function afterEachBlock(url: string, { id, balances }: Backstop, blocks: number): Promise<bigint[]> {
  const { id: asset, decimals = 0 } = balances[0]?.asset ?? {};
  const after: bigint[] = new Array(blocks + 1).fill(0n);
  const to = "2030-01-01T00:00:00Z";
  let from: string | null = "2020-01-01T00:00:00Z";
  for (let size = 1; from !== null && size > 0; ) {
    const { series }: Part = await queryGraphql<Part>(url, SERIES, { subject: id, asset, from, to });
    for (const { blockNumber, exact } of series.points) {
      const { raw, decimals: given } = parseDecimal(exact ?? "0");
      after.fill(raw * 10n ** BigInt(decimals - given), Number(blockNumber));
    }
    size = series.points.length;
    from = series.nextFrom;
  }
  return after;
}
