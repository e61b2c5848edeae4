import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { commandLine } from "../../devnet/stack/command-line.ts";
import { FolderInUseError } from "../../devnet/stack/errors.ts";
import { lockFolder } from "../../devnet/stack/lock.ts";
import { makeTempDir, type TempDir } from "../support/temp-dir.ts";

let dir: TempDir;

beforeEach(() => {
  dir = makeTempDir("lock");
});

afterEach(() => dir.remove());

function writeHolder(pid: number, line: string): void {
  writeFileSync(join(dir.path, "lock.json"), JSON.stringify({ pid, commandLine: line }));
}

describe("lockFolder", () => {
  test("default: held until released", () => {
    const lock = lockFolder("/data", dir.path);
    expect(() => lockFolder("/data", dir.path)).toThrow(FolderInUseError);
    lock.release();
    expect(existsSync(join(dir.path, "lock.json"))).toBe(false);
    lockFolder("/data", dir.path).release();
  });

  test("behavior: the lock of a process that is gone is taken over", async () => {
    const gone = spawn("/bin/true");
    await once(gone, "exit");
    writeHolder(gone.pid ?? 0, "/bin/true");
    lockFolder("/data", dir.path).release();
  });

  test("behavior: the lock of a process id that another program has now is taken over", () => {
    writeHolder(process.pid, "node another-program.js");
    lockFolder("/data", dir.path).release();
  });

  test("error: FolderInUseError names the folder, the process and what to do", () => {
    writeHolder(process.pid, commandLine(process.pid) ?? "");
    expect(() => lockFolder("/data", dir.path)).toThrow(
      `Another "seawall up" (process ${process.pid}) is running on the data folder "/data". ` +
        "Stop it first, or choose another folder with --data DIR.",
    );
  });
});
