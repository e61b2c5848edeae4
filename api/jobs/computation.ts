/** Told the share that is done, 0 to 1; calling it often costs little. */
export type OnProgress = (done: number) => void;

/**
 * A long computation: pure, from an input to an output that both can be cloned between threads (plain objects, arrays,
 * maps, integers, typed arrays). The same input gives the same output.
 */
// biome-ignore lint/suspicious/noExplicitAny: each kind has its own types; both sides of a kind share them.
export type Computation = (input: any, onProgress: OnProgress) => unknown;

/** What a thread is asked. */
export type ThreadRequest = { readonly kind: string; readonly input: unknown };

/** What a thread answers: progress any number of times, then one of the others. */
export type ThreadAnswer =
  | { readonly type: "progress"; readonly done: number }
  | { readonly type: "result"; readonly result: unknown }
  /** `isShown` when the message is fit for clients. */
  | { readonly type: "error"; readonly message: string; readonly isShown: boolean };
