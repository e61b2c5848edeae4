import { existsSync } from "node:fs";
import { mkdir, open, readFile, rename, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { RecordError } from "../errors.ts";
import { CALL, LOG, type RecordedCall, type RecordedLog } from "../format.ts";
import { readLines } from "../line-reader.ts";
import type { RangeContent } from "./fetch-range.ts";
import type { WalkedRange } from "./range-walker.ts";

const STATE = z.strictObject({
  /** What is recorded; another one cannot be continued. */
  task: z.string(),
  nextBlock: z.int(),
  logs: z.int(),
  logBytes: z.int(),
  callBytes: z.int(),
});

/** How far a recording is. */
export type RecordingState = z.infer<typeof STATE>;

async function append(path: string, lines: readonly object[]): Promise<number> {
  const file = await open(path, "a");
  try {
    await file.appendFile(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
    await file.sync();
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}

/** Values of the lines of a file, without their places. */
async function* valuesOf<T>(path: string, schema: z.ZodType<T>): AsyncGenerator<T> {
  for await (const { value } of readLines(path, schema)) yield value;
}

/**
 * The unfinished part of a recording. What was read is appended and flushed first, then the state names the new
 * lengths; whatever lies behind them after a kill is cut off when the recording goes on.
 */
export class RecordingFolder {
  readonly #dir: string;
  readonly #logs: string;
  readonly #calls: string;
  state: RecordingState;

  private constructor(dir: string, state: RecordingState) {
    this.#dir = dir;
    this.#logs = join(dir, "logs.ndjson");
    this.#calls = join(dir, "calls.ndjson");
    this.state = state;
  }

  /**
   * Opens the unfinished recording inside a history folder, or begins one.
   *
   * @param task - Says what is recorded.
   * @throws {RecordError} when the folder has an unfinished recording of something else.
   */
  static async open(out: string, task: string, firstBlock: number): Promise<RecordingFolder> {
    const dir = RecordingFolder.pathIn(out);
    const path = join(dir, "state.json");
    const fresh = { task, nextBlock: firstBlock, logs: 0, logBytes: 0, callBytes: 0 };
    const state = existsSync(path) ? STATE.parse(JSON.parse(await readFile(path, "utf8"))) : fresh;
    if (state.task !== task) {
      throw new RecordError(
        `"${out}" holds an unfinished recording of "${state.task}", not of "${task}". Finish that one, remove the folder, or choose another --out.`,
      );
    }
    await mkdir(dir, { recursive: true });
    const folder = new RecordingFolder(dir, state);
    for (const [file, bytes] of [
      [folder.#logs, state.logBytes],
      [folder.#calls, state.callBytes],
    ] as const) {
      await writeFile(file, "", { flag: "a" });
      await truncate(file, bytes);
    }
    return folder;
  }

  /** Folder of the unfinished recording inside a history folder. */
  static pathIn(out: string): string {
    return join(out, ".recording");
  }

  /** Adds what a range of blocks holds. */
  async add({ logs, calls, to }: WalkedRange<RangeContent>): Promise<void> {
    const logBytes = await append(this.#logs, logs);
    const callBytes = await append(this.#calls, calls);
    this.state = {
      ...this.state,
      nextBlock: to + 1,
      logs: this.state.logs + logs.length,
      logBytes,
      callBytes,
    };
    const path = join(this.#dir, "state.json");
    await writeFile(`${path}.part`, JSON.stringify(this.state), { flush: true });
    await rename(`${path}.part`, path);
  }

  logs(): AsyncGenerator<RecordedLog> {
    return valuesOf(this.#logs, LOG);
  }

  calls(): AsyncGenerator<RecordedCall> {
    return valuesOf(this.#calls, CALL);
  }

  async remove(): Promise<void> {
    await rm(this.#dir, { recursive: true, force: true });
  }
}
