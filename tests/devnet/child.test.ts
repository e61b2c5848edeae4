import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Child, runTask, startChild } from "../../devnet/stack/child.ts";
import { commandLine } from "../../devnet/stack/command-line.ts";
import { PartCrashedError, PartNotReadyError, StackError } from "../../devnet/stack/errors.ts";
import { makeTempDir, type TempDir } from "../support/temp-dir.ts";

let dir: TempDir;
const children: Child[] = [];

beforeAll(() => {
  dir = makeTempDir("child");
});

afterAll(async () => {
  await Promise.all(children.map((child) => child.stop()));
  dir.remove();
});

/** Starts a shell script under a name. */
async function shell(name: string, script: string, graceMs = 10_000): Promise<Child> {
  const logFile = join(dir.path, `${name}.log`);
  const child = await startChild({
    name,
    command: "/bin/sh",
    args: ["-c", script],
    env: process.env,
    logFile,
    graceMs,
  });
  children.push(child);
  return child;
}

/** Waits until a script has written a file. */
function fileOf(child: Child, name: string): Promise<string> {
  const path = join(dir.path, name);
  const read = async () => (existsSync(path) ? readFileSync(path, "utf8").trim() || null : null);
  return child.waitUntil(read, { timeoutMs: 5_000 });
}

describe("startChild", () => {
  test("default: output goes to the log file", async () => {
    const child = await shell("speaker", "echo out; echo err >&2");
    expect(await child.exited).toBe("exit code 0");
    expect(readFileSync(child.logFile, "utf8")).toBe("out\nerr\n");
  });

  test("error: StackError when the program does not exist", async () => {
    const logFile = join(dir.path, "none.log");
    const start = startChild({ name: "Nobody", command: "/nonexistent", args: [], env: {}, logFile });
    await expect(start).rejects.toThrow(StackError);
    await expect(start).rejects.toThrow("Nobody could not be started: spawn /nonexistent ENOENT.");
  });
});

describe("Child.stop", () => {
  test("default: SIGINT lets the process end by itself", async () => {
    const child = await shell("polite", "trap 'exit 7' INT; while :; do sleep 0.05; done");
    await new Promise((resolve) => setTimeout(resolve, 200));
    await child.stop();
    expect(child.how).toBe("exit code 7");
  });

  test("behavior: SIGKILL after the grace period, for its children, too", async () => {
    const file = join(dir.path, "grandchild");
    const child = await shell(
      "stubborn",
      `trap '' INT; (trap '' INT; exec sleep 60) & echo $! > ${file}; wait`,
      200,
    );
    const grandchild = Number(await fileOf(child, "grandchild"));
    await child.stop();
    expect(child.how).toBe("signal SIGKILL");
    await expect.poll(() => commandLine(grandchild)).toBeNull();
  });

  test("behavior: twice is the same as once", async () => {
    const child = await shell("twice", "exec sleep 60");
    await Promise.all([child.stop(), child.stop()]);
    expect(child.how).toBe("signal SIGINT");
  });
});

describe("Child.waitUntil", () => {
  test("error: PartCrashedError with the end of the log when the process dies", async () => {
    const child = await shell("dying", "echo the reason; exit 3");
    const wait = child.waitUntil(async () => null, { timeoutMs: 5_000 });
    await expect(wait).rejects.toThrow(PartCrashedError);
    await expect(wait).rejects.toThrow(
      `dying stopped unexpectedly (exit code 3). Its log is "${child.logFile}" and ends with:\n  the reason`,
    );
  });

  test("error: PartNotReadyError when the time is over", async () => {
    const child = await shell("slow", "exec sleep 60");
    const wait = child.waitUntil(async () => null, { timeoutMs: 200 });
    await expect(wait).rejects.toThrow(PartNotReadyError);
  });
});

describe("runTask", () => {
  test("error: PartCrashedError unless the exit code is 0", async () => {
    const spec = { command: "/bin/sh", env: process.env, logFile: join(dir.path, "task.log") };
    await runTask({ ...spec, name: "good", args: ["-c", "true"] });
    await expect(runTask({ ...spec, name: "bad", args: ["-c", "exit 2"] })).rejects.toThrow(PartCrashedError);
  });
});
