import type { BlockId } from "./book.ts";
import type { Finding, Interval, Status } from "./finding.ts";

const COMPARED = ["ledger", "chain", "status", "reason", "view"] as const;

/** Findings of block after block, joined while they stay the same: as long as the changes, not as the chain. */
export class IntervalList {
  readonly #closed: Interval[] = [];
  readonly #open = new Map<string, Interval>();
  readonly #counts = new Map<Status, number>();

  /** Adds what was found at a block; blocks come in order. */
  add(block: BlockId, findings: readonly Finding[]): void {
    for (const finding of findings) this.#addOne(block, finding);
  }

  /** Comparisons by their outcome. */
  get counts(): ReadonlyMap<Status, number> {
    return this.#counts;
  }

  /** Every interval, by subject in the order of the ledger and by block. */
  all(): Interval[] {
    const order = [...this.#open.keys()];
    const place = new Map(order.map((key, index) => [key, index]));
    return [...this.#closed, ...this.#open.values()].sort(
      (a, b) =>
        (place.get(subjectKey(a)) ?? 0) - (place.get(subjectKey(b)) ?? 0) || compare(a.first, b.first),
    );
  }

  /** The last interval of each subject. */
  latest(): Interval[] {
    return [...this.#open.values()];
  }

  #addOne(block: BlockId, finding: Finding): void {
    this.#counts.set(finding.status, (this.#counts.get(finding.status) ?? 0) + 1);
    const key = subjectKey(finding);
    const open = this.#open.get(key);
    if (open !== undefined && COMPARED.every((field) => open[field] === finding[field])) {
      this.#open.set(key, { ...open, last: block, blocks: open.blocks + 1 });
      return;
    }
    if (open !== undefined) this.#closed.push(open);
    this.#open.set(key, { ...finding, first: block, last: block, blocks: 1 });
  }
}

/** Names what an interval is about. */
export function subjectKey({ id, quantity }: Pick<Finding, "id" | "quantity">): string {
  return `${id}/${quantity}`;
}

function compare(a: BlockId, b: BlockId): number {
  return Number(a.number - b.number);
}
