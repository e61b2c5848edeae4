import { POPULATION } from "../made-store/population.ts";

/** Something that users ask, with variables that differ from request to request. */
export interface Question {
  readonly name: string;
  readonly query: string;
  /** Protocol, and block where the question is about the past. */
  readonly variables: (random: () => number, head: number) => Record<string, string>;
}

const AMOUNT = "{ raw decimal asset { symbol } }";

const BALANCES = `balances(filter: { protocol: $protocol } ASOF) {
  edges { node { id backstop { name status } balance ${AMOUNT} usable ${AMOUNT} residual { raw } } }
}`;
const SNAPSHOT = `
  backstops(filter: { protocol: $protocol } ASOF) { edges { node { name kind layer rank status balances { balance ${AMOUNT} usable ${AMOUNT} } } } }
  deficits(filter: { protocol: $protocol } ASOF) { edges { node { market { name } open ${AMOUNT} pending ${AMOUNT} } } }
  markets(filter: { protocol: $protocol } ASOF, first: 100) { edges { node { name liquidationCount priceFeed { price updatedAt } } } }`;
const BACKSTOPS = `backstops(first: 100 ASOF) { edges { node { name status balances { balance ${AMOUNT} usable ${AMOUNT} } } } }`;
const POSITIONS = `positions(filter: { market: $market } ASOF, first: 100) { edges { node { account collateral ${AMOUNT} debt ${AMOUNT} } } }`;
const AUCTIONS = `auctions(first: 100, order: DESC ASOF) { edges { node { lot ${AMOUNT} bid ${AMOUNT} status } } }`;
const BAD_DEBT =
  "badDebt(ASOF) { markets { open { raw } created { raw } covered { raw } timeline { day openAtEnd { raw } } } }";
const SOLVENCY =
  "solvency(protocol: $protocol ASOF) { resources { total { value quote status } layers { worth { value status } } } }";

const HEAD_ONLY: readonly Question[] = [
  {
    name: "100 liquidations, newest first",
    query: `{ liquidations(first: 100, order: DESC) { edges { node { debtRepaid ${AMOUNT} market { name } allocations { layer } } } } }`,
    variables: () => ({}),
  },
];

const [, BALANCES_AS_OF] = both("balances of a protocol", BALANCES);
const [, BAD_DEBT_AS_OF] = both("bad debt of all markets, by day", BAD_DEBT);

/** Questions that are also answered by paging. */
export const BALANCES_QUESTION = BALANCES_AS_OF;
export const BAD_DEBT_QUESTION = BAD_DEBT_AS_OF;

/** Each question at the head and at a random block. */
export const QUESTIONS: readonly Question[] = [
  ...both("snapshot of a protocol", SNAPSHOT),
  ...both("balances of a protocol", BALANCES),
  ...both("solvency of a protocol", SOLVENCY),
  ...both("100 backstops with balances", BACKSTOPS),
  ...both("100 positions of a market", POSITIONS),
  ...both("100 auctions, newest first", AUCTIONS),
  ...both("bad debt of all markets, by day", BAD_DEBT),
  ...HEAD_ONLY,
];

function both(name: string, fields: string): readonly [Question, Question] {
  return [
    { name, query: written(fields, ""), variables: (random) => subjects(random) },
    {
      name: `${name}, asOf`,
      query: written(fields, "asOf: { blockNumber: $block }"),
      variables: (random, head) => ({ ...subjects(random), block: String(1 + Math.floor(random() * head)) }),
    },
  ];
}

/** Declares the variables that are used, as GraphQL demands. */
function written(fields: string, asOf: string): string {
  const body = fields
    .replaceAll("(ASOF)", asOf === "" ? "" : `(${asOf})`)
    .replaceAll(" ASOF", asOf === "" ? "" : `, ${asOf}`);
  const declared = { protocol: "String!", market: "String!", block: "BigInt!" };
  const used = Object.entries(declared).filter(([name]) => body.includes(`$${name}`));
  const head =
    used.length === 0 ? "" : `query (${used.map(([name, type]) => `$${name}: ${type}`).join(", ")}) `;
  return `${head}{ ${body} }`;
}

function subjects(random: () => number): { protocol: string; market: string } {
  const pick = (count: number) => Math.floor(random() * count);
  return { protocol: `protocol-${pick(POPULATION.protocols)}`, market: `M${pick(POPULATION.markets)}` };
}
