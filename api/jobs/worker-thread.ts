import { Worker } from "node:worker_threads";
import { InvalidRequestError } from "../domain/errors.ts";
import type { OnProgress, ThreadAnswer, ThreadRequest } from "./computation.ts";

/** How to start a worker thread. */
export type ThreadOptions = {
  /** Module that calls `serveComputations`. */
  readonly module: URL;
  /** Megabytes that a computation may use; one that needs more loses its thread, not the process. */
  readonly memoryMb: number;
};

/** The thread died under a computation: out of memory, or a fault of the runtime. Trying again may help. */
export class ThreadDiedError extends Error {
  override readonly name = "ThreadDiedError";
}

/** A worker thread that runs one computation at a time. */
export class WorkerThread {
  readonly #options: ThreadOptions;
  #worker: Worker | null = null;

  constructor(options: ThreadOptions) {
    this.#options = options;
  }

  /**
   * Runs one computation. The thread is started when it is first needed and kept.
   *
   * @throws {InvalidRequestError} when the computation says that its input is wrong.
   * @throws {ThreadDiedError} when the thread ends before the answer, by itself or by `stop`.
   * @throws {Error} when the computation fails otherwise; its message is not fit for clients.
   */
  run(request: ThreadRequest, onProgress: OnProgress): Promise<unknown> {
    const worker = this.#worker ?? this.#start();
    this.#worker = worker;
    return new Promise((resolve, reject) => {
      const end = (settle: () => void): void => {
        worker.off("message", onMessage).off("error", onDeath).off("exit", onDeath);
        settle();
      };
      const onMessage = (answer: ThreadAnswer): void => {
        if (answer.type === "progress") onProgress(answer.done);
        else if (answer.type === "result") end(() => resolve(answer.result));
        else end(() => reject(errorOf(answer)));
      };
      const onDeath = (cause: unknown): void => {
        this.#forget(worker);
        end(() => reject(deathOf(cause)));
      };
      worker.on("message", onMessage).on("error", onDeath).on("exit", onDeath);
      worker.postMessage(request);
    });
  }

  /** Ends the thread; what it computes is lost. The next `run` starts another. */
  async stop(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }

  #start(): Worker {
    const { module, memoryMb } = this.#options;
    const resourceLimits = { maxOldGenerationSizeMb: memoryMb };
    if (!module.pathname.endsWith(".ts")) return new Worker(module, { resourceLimits });
    return new Worker(typeScriptLoader(module), { resourceLimits, eval: true });
  }

  #forget(worker: Worker): void {
    if (this.#worker === worker) this.#worker = null;
  }
}

/** Threads do not inherit the loader of TypeScript, so one that runs from its sources loads it itself. */
function typeScriptLoader(module: URL): string {
  const loader = import.meta.resolve("tsx/esm/api");
  return `import(${JSON.stringify(loader)}).then(({ register }) => {
    register();
    return import(${JSON.stringify(module.href)});
  });`;
}

function errorOf({ message, isShown }: Extract<ThreadAnswer, { type: "error" }>): Error {
  return isShown ? new InvalidRequestError(message) : new Error(message);
}

function deathOf(cause: unknown): ThreadDiedError {
  if (!(cause instanceof Error)) return new ThreadDiedError(`The thread ended with code ${cause}.`);
  return new ThreadDiedError(cause.message, { cause });
}
