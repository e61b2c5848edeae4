import type { FactKind, FactRow, Facts } from "./ledger-rows.ts";
import type { Step } from "./picture.ts";

/** Values that a field may have, by dotted path. One that begins with `@` is the address of the contract of that name. */
export type Conditions = Readonly<Record<string, string | readonly string[]>>;

/** Which facts make a line, and what of each. */
export interface LineSource {
  readonly kind: FactKind;
  readonly where: Conditions;
  /** The number of a fact; null where it has none. */
  readonly number: (row: FactRow) => bigint | null;
  /** How the numbers of facts become the line's value. */
  readonly rule: "LAST" | "SUM" | "SUM_OF_LAST";
  /** With SUM_OF_LAST: what has a last number each. */
  readonly key?: string;
}

/** Addresses by name. */
export type Addresses = ReadonlyMap<string, string>;

function isMet(row: FactRow, where: Conditions, addresses: Addresses): boolean {
  return Object.entries(where).every(([path, wanted]) => {
    const texts = typeof wanted === "string" ? [wanted] : wanted;
    return texts.some((text) => row[path] === (text.startsWith("@") ? addresses.get(text.slice(1)) : text));
  });
}

/** Follows a rule from fact to fact. */
class Running {
  readonly #source: LineSource;
  readonly #last = new Map<string, bigint>();
  value = 0n;

  constructor(source: LineSource) {
    this.#source = source;
  }

  add(row: FactRow, number: bigint): void {
    const { rule, key = "" } = this.#source;
    if (rule === "LAST") this.value = number;
    if (rule === "SUM") this.value += number;
    if (rule !== "SUM_OF_LAST") return;
    const name = row[key] ?? "";
    this.value += number - (this.#last.get(name) ?? 0n);
    this.#last.set(name, number);
  }
}

/** Works out a line: its value after each block with a fact. */
export function stepsOf(source: LineSource, facts: Facts, addresses: Addresses): Step[] {
  const running = new Running(source);
  const steps = new Map<number, bigint>();
  for (const row of facts[source.kind].filter((one) => isMet(one, source.where, addresses))) {
    const number = source.number(row);
    if (number === null) continue;
    running.add(row, number);
    steps.set(Number(row["blockNumber"]), running.value);
  }
  return [...steps].map(([block, value]) => ({ block, value }));
}
