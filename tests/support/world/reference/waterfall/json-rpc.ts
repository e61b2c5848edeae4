interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** One question of JSON-RPC. */
export interface Question {
  readonly method: string;
  readonly params?: readonly unknown[];
}

/** The few questions of a test, without what a client adds to each of them. */
export class JsonRpc {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  /** @throws {Error} with the node's message when it refuses. */
  async ask<T>(method: string, ...params: readonly unknown[]): Promise<T> {
    return (await this.askAll([{ method, params }]))[0] as T;
  }

  /** Asks several at once; they must not depend on each other. */
  async askAll(questions: readonly Question[]): Promise<unknown[]> {
    const calls = questions.map(({ method, params = [] }, id) => ({ jsonrpc: "2.0", id, method, params }));
    const headers = { "content-type": "application/json" };
    const response = await fetch(this.#url, { method: "POST", headers, body: JSON.stringify(calls) });
    const answers = (await response.json()) as readonly Answer[];
    return questions.map(({ method }, id) => {
      const answer = answers.find((one) => one.id === id);
      if (answer?.error !== undefined) throw new Error(`${method}: ${answer.error.message}`);
      return answer?.result;
    });
  }
}
