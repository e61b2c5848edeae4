import { type ListName, PAGE, type ServedRow } from "./paged-endpoint.ts";

const SECONDS_PER_DAY = 86_400n;

/** Reads every row of a list below an ordinal, page after page, as who has only a subgraph must. */
async function* pages(url: string, list: ListName, before: bigint): AsyncGenerator<readonly ServedRow[]> {
  const query = `query ($after: Int!, $before: Int8!) {
    rows: ${list}(first: ${PAGE}, orderBy: ordinal, skip: $after, where: { ordinal_lt: $before }) { id ordinal timestamp amount }
  }`;
  for (let after = 0; ; after += PAGE) {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query, variables: { list, after, before: before.toString() } }),
    });
    const { data } = (await response.json()) as { readonly data: { readonly rows: readonly ServedRow[] } };
    yield data.rows;
    if (data.rows.length < PAGE) return;
  }
}

/** What a client computed, and how many rows it had to page through. */
export type Paged = { readonly values: readonly bigint[]; readonly rows: number };

/** Adds up the flows of a protocol into the balance of each backstop and asset, units of the asset. */
export async function balancesByPaging(url: string, before: bigint): Promise<Paged> {
  let count = 0;
  const balances = new Map<string, bigint>();
  for await (const rows of pages(url, "fundFlows", before)) {
    count += rows.length;
    for (const { group, action, amount } of rows) {
      const signed = action === "IN" ? BigInt(amount) : -BigInt(amount);
      balances.set(group, (balances.get(group) ?? 0n) + signed);
    }
  }
  return { values: [...balances.values()], rows: count };
}

/** Follows every deficit day by day: what was open at the end of each day on which it changed. */
export async function badDebtByPaging(url: string, before: bigint): Promise<Paged> {
  let count = 0;
  const open = new Map<string, bigint>();
  const days = new Map<string, bigint>();
  for await (const rows of pages(url, "deficitChanges", before)) {
    count += rows.length;
    for (const { group, action, amount, timestamp } of rows) {
      const signed = action === "CREATED" ? BigInt(amount) : -BigInt(amount);
      const after = (open.get(group) ?? 0n) + signed;
      open.set(group, after);
      days.set(`${group}/${BigInt(timestamp) / SECONDS_PER_DAY}`, after);
    }
  }
  return { values: [...days.values()], rows: count };
}
