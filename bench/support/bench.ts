import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Environment } from "../../devnet/stack/child.ts";
import { Supervisor } from "../../devnet/stack/supervisor.ts";

/** What a bench works with. */
export interface BenchContext {
  /** True for a short run: the same measurements on less. */
  readonly isQuick: boolean;
  /** Length of the ledger that was asked for; null for the bench's own. */
  readonly events: number | null;
  readonly env: Environment;
  /** Root of the repository. */
  readonly repoRoot: string;
  /** Own empty folder, removed afterwards. Others may enter it, because root runs PostgreSQL as another user. */
  readonly folder: string;
  /** Starts processes; everything is stopped afterwards, last started first. */
  readonly supervisor: Supervisor;
  /** Tells what is being done. */
  readonly say: (line: string) => void;
}

/** A bench: measures, and returns the table to print. */
export type Bench = (context: BenchContext) => Promise<string>;

/** Runs a bench in a folder of its own and leaves nothing behind. Stops early when interrupted. */
export async function runBench(
  name: string,
  bench: Bench,
  settings: Pick<BenchContext, "isQuick" | "events" | "env" | "repoRoot" | "say"> & {
    interrupted: Promise<never>;
  },
): Promise<string> {
  const { interrupted, ...rest } = settings;
  const folder = mkdtempSync(join(tmpdir(), `seawall-bench-${name}-`));
  chmodSync(folder, 0o755);
  const supervisor = new Supervisor(join(folder, "run"));
  try {
    const context = { ...rest, folder, supervisor };
    const crashed = supervisor.crashed.then((error) => Promise.reject(error));
    return await Promise.race([bench(context), interrupted, crashed]);
  } finally {
    await supervisor.stopAll();
    rmSync(folder, { recursive: true, force: true });
  }
}
