import { spawn } from "node:child_process";
import { findBinary, GND } from "../../devnet/stack/find-binary.ts";

/** A test of gnd takes one to two seconds; a hanging one must not hold up the rest. */
const LIMIT_MS = 60_000;

/** What a run of `gnd test` said. */
export interface GndResult {
  readonly passed: boolean;
  readonly output: string;
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // The group has ended.
  }
}

/**
 * Runs one test file against a built subgraph, with a hard limit: a failed run can ignore SIGTERM.
 *
 * @param folder - Folder of the manifest and its `build/`.
 * @param file - Absolute path of the test file.
 * @param databaseUrl - An empty database; a used one would show the state of the run before.
 */
export async function runGndTest(folder: string, file: string, databaseUrl: string): Promise<GndResult> {
  const args = ["test", "--skip-build", "--postgres-url", databaseUrl, file];
  const env = { ...process.env, RUST_BACKTRACE: "0", RUST_LIB_BACKTRACE: "0", GRAPH_LOG: "error" };
  const child = spawn(findBinary(GND, process.env), args, { cwd: folder, env, detached: true });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  const timer = setTimeout(() => {
    chunks.push(Buffer.from(`\nStopped after ${LIMIT_MS / 1000} s.`));
    killGroup(child.pid);
  }, LIMIT_MS);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  clearTimeout(timer);
  return { passed: code === 0, output: Buffer.concat(chunks).toString("utf8") };
}
