import { askGraphql } from "../reconcile/graphql.ts";

/** A fact of the ledger: its fields by dotted path, such as `backstop.contract`; null where the ledger has null. */
export type FactRow = Readonly<Record<string, string | null>>;

/** Facts by kind, each list in the order of the chain. */
export type Facts = Readonly<Record<FactKind, readonly FactRow[]>>;

/** What is read of each kind. */
const FIELDS = {
  fundFlows:
    "backstop { contract name } asset { symbol } direction cause amount balanceAfter encumberedAfter",
  deficitChanges: "market { contract } action amount openAfter",
  liquidations: "market { contract } mode debtRepaid collateralSeized loss",
  positionChanges: "market { contract } position { id } account collateralAfter debtAfter sizeAfter",
  priceObservations: "feed { contract } price status",
  parameterChanges: "contract name value timestamp proposedAt",
  attestations: "assets liabilities",
  deleveragings: "market { contract } haircut",
  auctionEvents: "auction { contract } lotAfter paid",
  statusChanges: "subject status",
} as const;

/** Kinds of facts that pictures show. */
export type FactKind = keyof typeof FIELDS;

const ID_DIGITS = 64;
const ADDRESS_DIGITS = 40;
/** More than any play makes of one kind. */
const MAX_ROWS = 1000;

type WireValue = string | number | boolean | null | { readonly [field: string]: WireValue };

function flatten(prefix: string, value: WireValue): [string, string | null][] {
  if (value === null || typeof value !== "object") return [[prefix, value === null ? null : String(value)]];
  return Object.entries(value).flatMap(([field, inner]) =>
    flatten(prefix === "" ? field : `${prefix}.${field}`, inner),
  );
}

/** A status is about a market or a backstop, which the reference contracts name after themselves. */
function withEmitter(row: FactRow): FactRow {
  const subject = row["subject"];
  return subject == null ? row : { ...row, "subject.contract": contractOfId(subject) };
}

/** The contract that made an id of the standard as the reference contracts make them: its address and a count. */
function contractOfId(id: string): string {
  return `0x${id.slice(-ID_DIGITS).slice(0, ADDRESS_DIGITS)}`;
}

/**
 * Reads the facts of a protocol.
 *
 * @param url - Of graph-node's GraphQL.
 * @param slug - Of the protocol.
 */
export async function readFacts(url: string, slug: string): Promise<Facts> {
  const protocol = `0x${Buffer.from(slug).toString("hex")}`;
  const lists = Object.entries(FIELDS).map(
    ([kind, fields]) =>
      `${kind}(where: { protocol: $protocol }, first: ${MAX_ROWS}, orderBy: ordinal) { blockNumber ${fields} }`,
  );
  const query = `query($protocol: Bytes!) { ${lists.join(" ")} }`;
  const answer = await askGraphql<Record<FactKind, readonly WireValue[]>>({ url }, query, { protocol });
  const entries = Object.entries(answer).map(([kind, rows]) => [
    kind,
    rows.map((row) => withEmitter(Object.fromEntries(flatten("", row)))),
  ]);
  return Object.fromEntries(entries) as Facts;
}
