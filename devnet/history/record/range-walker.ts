import { RecordError } from "../errors.ts";
import { RpcError } from "../rpc.ts";
import { ReorganisedError } from "./fetch-range.ts";

/** What is read of a range of blocks, as far as the walk looks at it. */
interface Content {
  readonly logs: readonly unknown[];
}

/** Reads the blocks `from` to `to`, both included. */
export type FetchRange<C extends Content> = (from: number, to: number) => Promise<C>;

/** What has been read up to a block. */
export type WalkedRange<C extends Content> = C & { readonly from: number; readonly to: number };

const FIRST_SIZE = 1000;
const LARGEST_SIZE = 20_000;
/** Logs below which a range may grow. */
const FEW_LOGS = 2000;
const MOST_FAILURES = 8;
const TOO_MANY_REQUESTS = 429;
const SERVER_ERROR = 500;

/** Whether waiting may help: no answer, too many requests, a server in trouble. Otherwise the range is too large. */
function isPassing(error: unknown): boolean {
  if (error instanceof ReorganisedError) return true;
  if (!(error instanceof RpcError)) return false;
  return (
    error.code === null ||
    error.code === TOO_MANY_REQUESTS ||
    (error.code >= SERVER_ERROR && error.code < 600)
  );
}

function isRefusal(error: unknown): error is Error {
  return error instanceof RpcError || error instanceof ReorganisedError;
}

/** Chooses how many blocks to ask for, and gives up when nothing goes well. */
class Pace {
  size = FIRST_SIZE;
  #failures = 0;

  succeeded(logs: number): void {
    this.#failures = 0;
    if (logs < FEW_LOGS) this.size = Math.min(2 * this.size, LARGEST_SIZE);
  }

  /**
   * @returns Milliseconds to wait before the next try.
   * @throws {RecordError} at the eighth failure in a row that a smaller range could not mend.
   */
  failed({ from, to }: { from: number; to: number }, error: Error): number {
    this.size = Math.max(1, Math.ceil((to - from + 1) / 2));
    if (to > from && !isPassing(error)) return 0;
    this.#failures += 1;
    if (this.#failures === MOST_FAILURES) throw giveUp(from, error);
    return 250 * 2 ** this.#failures;
  }
}

function giveUp(block: number, cause: Error): RecordError {
  return new RecordError(
    `Block ${block} could not be read after ${MOST_FAILURES} tries: ${cause.message}. Run the same command again to go on from there, or use another --rpc (past blocks need an archive node).`,
    { cause },
  );
}

/** Returns the content of a range, or the error with which the endpoint refused it. */
async function attempt<C extends Content>(
  fetchRange: FetchRange<C>,
  from: number,
  to: number,
): Promise<C | Error> {
  try {
    return await fetchRange(from, to);
  } catch (error) {
    if (isRefusal(error)) return error;
    throw error;
  }
}

/**
 * Reads blocks range by range, in order. A range that is refused is halved; one that goes well makes the next one
 * larger. When the endpoint does not answer or asks to wait, the walk waits twice as long each time.
 *
 * @param wait - Waits for a number of milliseconds.
 * @throws {RecordError} when nothing goes well eight times in a row.
 */
export async function* walkRanges<C extends Content>(
  fetchRange: FetchRange<C>,
  blocks: { readonly from: number; readonly to: number },
  wait: (milliseconds: number) => Promise<void>,
): AsyncGenerator<WalkedRange<C>> {
  const pace = new Pace();
  let from = blocks.from;
  while (from <= blocks.to) {
    const to = Math.min(from + pace.size - 1, blocks.to);
    const result = await attempt(fetchRange, from, to);
    if (result instanceof Error) {
      await wait(pace.failed({ from, to }, result));
      continue;
    }
    yield { from, to, ...result };
    from = to + 1;
    pace.succeeded(result.logs.length);
  }
}
