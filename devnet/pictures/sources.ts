import type { FactRow } from "./ledger-rows.ts";
import type { Conditions, LineSource } from "./line-source.ts";

const SECONDS_PER_HOUR = 3_600n;

function field(name: string): (row: FactRow) => bigint | null {
  return (row) => {
    const text = row[name];
    return text == null ? null : BigInt(text);
  };
}

function flows(contract: string, asset: string, more: Conditions): Conditions {
  return { "backstop.contract": `@${contract}`, "asset.symbol": asset, ...more };
}

/** What a backstop holds of an asset. @param more - Further conditions, where a contract has several backstops. */
export function balanceOf(contract: string, asset: string, more: Conditions = {}): LineSource {
  const where = flows(contract, asset, more);
  return { kind: "fundFlows", where, number: field("balanceAfter"), rule: "LAST" };
}

/** Part of it that is locked. */
export function lockedOf(contract: string, asset: string): LineSource {
  const where = flows(contract, asset, {});
  return { kind: "fundFlows", where, number: field("encumberedAfter"), rule: "LAST" };
}

/** What came in, or went out, for some causes. */
export function flowOf(
  contract: string,
  asset: string,
  direction: "IN" | "OUT",
  cause: readonly string[],
): LineSource {
  const where = flows(contract, asset, { direction, cause });
  return { kind: "fundFlows", where, number: field("amount"), rule: "SUM" };
}

/** Bad debt of a market that is open. */
export function openDeficit(market: string): LineSource {
  const where = { "market.contract": `@${market}` };
  return { kind: "deficitChanges", where, number: field("openAfter"), rule: "LAST" };
}

/** Bad debt of a market that was created, covered, socialised. */
export function deficit(market: string, action: string): LineSource {
  const where = { "market.contract": `@${market}`, action };
  return { kind: "deficitChanges", where, number: field("amount"), rule: "SUM" };
}

/** Sum over liquidations of a market. */
export function liquidated(market: string, what: "debtRepaid" | "collateralSeized" | "loss"): LineSource {
  const where = { "market.contract": `@${market}` };
  return { kind: "liquidations", where, number: field(what), rule: "SUM" };
}

/** Sum over the positions of a market. */
export function positions(market: string, what: "collateralAfter" | "debtAfter"): LineSource {
  const where = { "market.contract": `@${market}` };
  return { kind: "positionChanges", where, number: field(what), rule: "SUM_OF_LAST", key: "position.id" };
}

/** Signed size of the position of a contract. */
export function sizeOf(market: string, account: string): LineSource {
  const where = { "market.contract": `@${market}`, account: `@${account}` };
  return { kind: "positionChanges", where, number: field("sizeAfter"), rule: "LAST" };
}

/** Price of a feed. */
export function priceOf(feed: string): LineSource {
  const where = { "feed.contract": `@${feed}`, status: ["OK", "STALE", "DISPUTED"] };
  return { kind: "priceObservations", where, number: field("price"), rule: "LAST" };
}

/** Observations of a feed of some statuses, counted. */
export function observations(feed: string, status: readonly string[]): LineSource {
  const where = { "feed.contract": `@${feed}`, status };
  return { kind: "priceObservations", where, number: () => 1n, rule: "SUM" };
}

/** A parameter. */
export function parameter(contract: string, name: string): LineSource {
  const where = { contract: `@${contract}`, name };
  return { kind: "parameterChanges", where, number: field("value"), rule: "LAST" };
}

/** Hours from the proposal of a parameter's change to its effect. */
export function hoursProposed(contract: string, name: string): LineSource {
  const number = (row: FactRow) => {
    const [at, proposed] = [field("timestamp")(row), field("proposedAt")(row)];
    return at === null || proposed === null ? null : (at - proposed) / SECONDS_PER_HOUR;
  };
  return { kind: "parameterChanges", where: { contract: `@${contract}`, name }, number, rule: "LAST" };
}

/** Sum of what profits were cut by. */
export function haircuts(market: string): LineSource {
  const where = { "market.contract": `@${market}` };
  return { kind: "deleveragings", where, number: field("haircut"), rule: "SUM" };
}

/** What is still for sale in an auction house. */
export function lotOf(contract: string): LineSource {
  const where = { "auction.contract": `@${contract}` };
  return { kind: "auctionEvents", where, number: field("lotAfter"), rule: "LAST" };
}

/** What bidders paid. */
export function paidBy(contract: string): LineSource {
  const where = { "auction.contract": `@${contract}` };
  return { kind: "auctionEvents", where, number: field("paid"), rule: "SUM" };
}

/** What an attester states. */
export function attested(what: "assets" | "liabilities"): LineSource {
  return { kind: "attestations", where: {}, number: field(what), rule: "LAST" };
}

/** 1 while something that a contract registered is not active, else 0. */
export function stopped(contract: string): LineSource {
  const number = ({ status }: FactRow) => (status === "ACTIVE" ? 0n : 1n);
  return { kind: "statusChanges", where: { "subject.contract": `@${contract}` }, number, rule: "LAST" };
}
