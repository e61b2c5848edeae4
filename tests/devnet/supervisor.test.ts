import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Child } from "../../devnet/stack/child.ts";
import { commandLine } from "../../devnet/stack/command-line.ts";
import { type RecordedProcess, stopLeftovers } from "../../devnet/stack/process-record.ts";
import { Supervisor } from "../../devnet/stack/supervisor.ts";
import { makeTempDir, type TempDir } from "../support/temp-dir.ts";

let dir: TempDir;
let supervisor: Supervisor;

beforeEach(() => {
  dir = makeTempDir("supervisor");
  supervisor = new Supervisor(dir.path);
});

afterEach(async () => {
  await supervisor.stopAll();
  dir.remove();
});

function start(name: string, script: string): Promise<Child> {
  const logFile = join(dir.path, `${name}.log`);
  return supervisor.start({ name, command: "/bin/sh", args: ["-c", script], env: process.env, logFile });
}

const recordFile = () => join(dir.path, "processes.json");
const recorded = () => JSON.parse(readFileSync(recordFile(), "utf8")) as RecordedProcess[];

describe("Supervisor", () => {
  test("behavior: stops in reverse order of start and forgets the record", async () => {
    const order: string[] = [];
    for (const name of ["a", "b"]) {
      const child = await start(name, "exec sleep 60");
      void child.exited.then(() => order.push(name));
    }
    supervisor.onStop(async () => void order.push("hook"));
    expect(recorded().map(({ name }) => name)).toEqual(["a", "b"]);
    await supervisor.stopAll();
    expect(order).toEqual(["hook", "b", "a"]);
    expect(existsSync(recordFile())).toBe(false);
  });

  test("behavior: reports a process that dies by itself, with its log", async () => {
    await start("steady", "exec sleep 60");
    const victim = await start("victim", "echo last words; exec sleep 60");
    await expect.poll(() => readFileSync(victim.logFile, "utf8")).toBe("last words\n");
    process.kill(victim.pid, "SIGKILL");
    const error = await supervisor.crashed;
    expect(error.message).toContain("victim stopped unexpectedly (signal SIGKILL)");
    expect(error.message).toContain("last words");
  });

  test("behavior: a failing stopper does not keep the others running", async () => {
    const child = await start("kept", "exec sleep 60");
    supervisor.onStop(() => Promise.reject(new Error("cannot stop")));
    await supervisor.stopAll();
    expect(child.how).toBe("signal SIGINT");
  });

  test("error: StackError when started while stopping", async () => {
    await supervisor.stopAll();
    await expect(start("late", "exec sleep 60")).rejects.toThrow(
      "late was not started: the stack is stopping.",
    );
  });
});

describe("stopLeftovers", () => {
  test("default: finds and stops what a run killed with SIGKILL left running", async () => {
    const script = join(import.meta.dirname, "../support/killed-run.ts");
    const run = spawn(process.execPath, ["--import", "tsx", script, dir.path], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(run.stdout, "data");
    run.kill("SIGKILL");
    await once(run, "exit");
    const left = recorded();
    expect(left.map(({ pid }) => commandLine(pid))).toEqual(["/bin/sleep 3001", "/bin/sleep 3002"]);
    expect(await stopLeftovers(dir.path)).toEqual(["second", "first"]);
    expect(left.map(({ pid }) => commandLine(pid))).toEqual([null, null]);
    expect(existsSync(recordFile())).toBe(false);
  });

  test("behavior: leaves a process alone whose command line is another", async () => {
    const bystander = await start("bystander", "exec sleep 60");
    const stale = [{ name: "old", pid: bystander.pid, commandLine: "/usr/bin/something else" }];
    writeFileSync(recordFile(), JSON.stringify(stale));
    expect(await stopLeftovers(dir.path)).toEqual([]);
    expect(bystander.how).toBeNull();
  });

  test("behavior: nothing recorded, nothing to do", async () => {
    expect(await stopLeftovers(join(dir.path, "none"))).toEqual([]);
  });
});
