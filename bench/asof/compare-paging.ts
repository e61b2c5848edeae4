import { askApi } from "../support/ask-api.ts";
import { badDebtByPaging, balancesByPaging, type Paged } from "./client-side.ts";
import { PAGED_PROTOCOL } from "./paged-endpoint.ts";
import { BAD_DEBT_QUESTION, BALANCES_QUESTION } from "./questions.ts";

/** Milliseconds for the same question: asked of the API, and answered by paging so many rows and adding them up. */
export type Comparison = { readonly api: number; readonly paging: number; readonly rows: number };

const RUNS = 5;

/**
 * Asks about the middle of the ledger both ways.
 *
 * @param apiUrl - The API.
 * @param url - The endpoint that is paged.
 * @throws {Error} when the numbers differ.
 */
export async function comparePaging(
  apiUrl: string,
  url: string,
  head: number,
): Promise<Map<string, Comparison>> {
  const block = Math.floor(head / 2);
  const before = BigInt(block + 1) << 20n;
  const variables = { protocol: `protocol-${PAGED_PROTOCOL}`, block: String(block) };
  const balances = await both(
    async () =>
      (await askApi<Balances>(apiUrl, BALANCES_QUESTION.query, variables)).balances.edges.map(balanceOf),
    () => balancesByPaging(url, before),
  );
  const badDebt = await both(
    async () =>
      (await askApi<BadDebt>(apiUrl, BAD_DEBT_QUESTION.query, variables)).badDebt.markets.flatMap(daysOf),
    () => badDebtByPaging(url, before),
  );
  return new Map([
    [BALANCES_QUESTION.name, balances],
    [BAD_DEBT_QUESTION.name, badDebt],
  ]);
}

type Raw = { readonly raw: string };
type Balances = {
  readonly balances: { readonly edges: readonly { readonly node: { readonly balance: Raw } }[] };
};
type MarketDays = { readonly timeline: readonly { readonly openAtEnd: Raw }[] };
type BadDebt = { readonly badDebt: { readonly markets: readonly MarketDays[] } };

function balanceOf({ node }: Balances["balances"]["edges"][number]): bigint {
  return BigInt(node.balance.raw);
}

function daysOf({ timeline }: MarketDays): bigint[] {
  return timeline.map(({ openAtEnd }) => BigInt(openAtEnd.raw));
}

async function both(ask: () => Promise<readonly bigint[]>, page: () => Promise<Paged>): Promise<Comparison> {
  const [asked, api] = await timed(ask);
  const [{ values, rows }, paging] = await timed(page);
  if (sorted(asked) !== sorted(values)) throw new Error("The API and the client that pages disagree.");
  return { api, paging, rows };
}

/** The answer and the shortest of the runs. */
async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const started = performance.now();
  let answer = await work();
  let shortest = performance.now() - started;
  for (let round = 1; round < RUNS; round += 1) {
    const again = performance.now();
    answer = await work();
    shortest = Math.min(shortest, performance.now() - again);
  }
  return [answer, shortest];
}

function sorted(values: readonly bigint[]): string {
  return values.map(String).sort().join();
}
