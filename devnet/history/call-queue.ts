import type { RecordedCall } from "./format.ts";

/** Hands out answers in order of block, each once. */
export class CallQueue {
  readonly #calls: AsyncGenerator<RecordedCall>;
  #next: RecordedCall | undefined;
  #isOpen = true;

  constructor(calls: AsyncGenerator<RecordedCall>) {
    this.#calls = calls;
  }

  /** Returns the answers valid from `blockNumber` on that have not been handed out. */
  async until(blockNumber: number): Promise<RecordedCall[]> {
    const due: RecordedCall[] = [];
    while (this.#isOpen) {
      this.#next ??= await this.#pull();
      if (this.#next === undefined || this.#next.blockNumber > blockNumber) break;
      due.push(this.#next);
      this.#next = undefined;
    }
    return due;
  }

  async #pull(): Promise<RecordedCall | undefined> {
    const { value, done } = await this.#calls.next();
    this.#isOpen = done !== true;
    return done === true ? undefined : value;
  }
}
