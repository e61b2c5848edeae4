/** Results kept for each reader. */
const KEPT = 16;

/** Keeps the last results for each reader, so that pages of one list are computed once. A result that fails is forgotten. */
export class EpisodeMemory<Result> {
  readonly #results = new WeakMap<object, Map<string, Promise<Result>>>();

  /** Returns what is kept under the key, or computes it. */
  get(reader: object, key: string, compute: () => Promise<Result>): Promise<Result> {
    const kept = this.#results.get(reader) ?? new Map<string, Promise<Result>>();
    this.#results.set(reader, kept);
    const known = kept.get(key);
    if (known !== undefined) return known;
    const result = compute();
    kept.set(key, result);
    result.catch(() => kept.delete(key));
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) break;
      kept.delete(oldest);
    }
    return result;
  }
}
