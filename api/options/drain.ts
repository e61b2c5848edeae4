/** A computation that stops now and then, so that a caller can let other work pass in between. */
export type Steps<T> = Generator<undefined, T>;

/** Runs a computation to its end without letting anything pass in between. */
export function drain<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
