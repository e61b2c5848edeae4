import { execFile } from "node:child_process";
import { promisify } from "node:util";

const TIMEOUT_MS = 10_000;

/**
 * Runs a program with `--version` and returns the first line it prints.
 *
 * @throws {Error} when the program does not run on this machine.
 */
export async function programVersion(file: string): Promise<string> {
  const { stdout } = await promisify(execFile)(file, ["--version"], {
    timeout: TIMEOUT_MS,
    killSignal: "SIGKILL",
  });
  return stdout.split("\n")[0]?.trim() ?? "";
}
