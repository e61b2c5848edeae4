import { InvalidRequestError } from "../../../api/domain/errors.ts";
import { serveComputations } from "../../../api/jobs/serve-computations.ts";

/** Memory that two threads share, by which a test decides when a computation ends. */
type Gate = { readonly gate: Int32Array<SharedArrayBuffer> };

serveComputations({
  double: (value: bigint) => ({ twice: value * 2n, half: Float64Array.of(Number(value) / 2) }),
  invalid: () => {
    throw new InvalidRequestError("Expected a smaller shock.");
  },
  broken: () => {
    throw new Error("secret path /etc");
  },
  die: () => process.exit(7),
  dieOnce: ({ gate }: Gate) => (Atomics.add(gate, 0, 1) === 0 ? process.exit(7) : "second attempt"),
  eat: () => {
    const eaten: number[][] = [];
    for (;;) eaten.push(Array.from({ length: 100_000 }, (_, index) => index + eaten.length));
  },
  wait: ({ gate }: Gate, onProgress) => {
    Atomics.add(gate, 1, 1);
    while (Atomics.wait(gate, 0, 0, 20) === "timed-out") onProgress(0.5);
    return "waited";
  },
});
