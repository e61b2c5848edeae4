import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PartCrashedError, PartNotReadyError, StackError } from "./errors.ts";
import { logTail } from "./log-tail.ts";

/** Environment variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What to start and how to stop it. */
export interface ChildSpec {
  /** Name for people, e.g. `PostgreSQL`. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** The whole environment of the process. */
  readonly env: Environment;
  /** Absolute path; standard output and error are appended. */
  readonly logFile: string;
  readonly cwd?: string;
  readonly uid?: number;
  readonly gid?: number;
  /** Milliseconds between SIGINT and SIGKILL; 10,000 unless given. */
  readonly graceMs?: number;
  /** True for a process that ends by itself when its work is done: its end is no crash. */
  readonly isTask?: boolean;
}

/** Starts a process: {@link startChild}, or a supervisor's `start` that also watches over it. */
export type Spawn = (spec: ChildSpec) => Promise<Child>;

/** Limits of a wait for readiness, in milliseconds. */
export interface WaitLimits {
  readonly timeoutMs: number;
  readonly intervalMs?: number;
}

const DEFAULT_GRACE_MS = 10_000;
const DEFAULT_INTERVAL_MS = 50;

/** A running process in its own process group, so that a Ctrl-C of the terminal does not reach it. */
export class Child {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string;
  /** Settles when the process has ended, with how: `exit code 1`, `signal SIGKILL`. */
  readonly exited: Promise<string>;
  /** `null` while the process runs. */
  how: string | null = null;
  /** True once {@link stop} was called: an end after that is no crash. */
  isStopping = false;
  readonly #graceMs: number;

  constructor(spec: ChildSpec, process: ChildProcess) {
    this.name = spec.name;
    this.pid = process.pid ?? 0;
    this.logFile = spec.logFile;
    this.#graceMs = spec.graceMs ?? DEFAULT_GRACE_MS;
    this.exited = once(process, "exit").then(([code, signal]) => {
      this.how = signal ? `signal ${signal}` : `exit code ${code}`;
      return this.how;
    });
  }

  /** Stops the whole process group: SIGINT, then SIGKILL after the grace period. Safe to call twice. */
  async stop(): Promise<void> {
    this.isStopping = true;
    if (this.how === null) {
      signalGroup(this.pid, "SIGINT");
      await Promise.race([this.exited, sleep(this.#graceMs, undefined, { ref: false })]);
    }
    signalGroup(this.pid, "SIGKILL");
    await this.exited;
  }

  /**
   * Waits until a probe answers something else than `null`.
   *
   * @throws {PartCrashedError} when the process ends before.
   * @throws {PartNotReadyError} when the time is over.
   */
  async waitUntil<T>(probe: () => Promise<T | null>, limits: WaitLimits): Promise<T> {
    const deadline = Date.now() + limits.timeoutMs;
    while (Date.now() < deadline) {
      const answer = await probe();
      if (answer !== null) return answer;
      if (this.how !== null) throw this.crash();
      await sleep(limits.intervalMs ?? DEFAULT_INTERVAL_MS);
    }
    throw new PartNotReadyError(this.name, limits.timeoutMs / 1000, this.logFile, logTail(this.logFile));
  }

  /** Returns the error that says how the process ended, with the last lines of its log. */
  crash(): PartCrashedError {
    return new PartCrashedError(this.name, this.how ?? "unknown", this.logFile, logTail(this.logFile));
  }
}

/**
 * Starts a process detached into its own process group, with its output in a log file.
 *
 * @throws {StackError} when the program cannot be executed.
 */
export async function startChild(spec: ChildSpec): Promise<Child> {
  mkdirSync(dirname(spec.logFile), { recursive: true });
  const log = openSync(spec.logFile, "a");
  try {
    const process = spawn(spec.command, spec.args, {
      ...(spec.cwd === undefined ? {} : { cwd: spec.cwd }),
      ...(spec.uid === undefined ? {} : { uid: spec.uid }),
      ...(spec.gid === undefined ? {} : { gid: spec.gid }),
      env: { ...spec.env },
      detached: true,
      stdio: ["ignore", log, log],
    });
    await once(process, "spawn");
    return new Child(spec, process);
  } catch (cause) {
    throw new StackError(`${spec.name} could not be started: ${(cause as Error).message}.`, { cause });
  } finally {
    closeSync(log);
  }
}

/**
 * Runs a process to its end.
 *
 * @throws {PartCrashedError} when it does not end with exit code 0.
 */
export async function runTask(spec: ChildSpec, start: Spawn = startChild): Promise<void> {
  const child = await start({ ...spec, isTask: true });
  if ((await child.exited) !== "exit code 0") throw child.crash();
}

/** Sends a signal to a process group; a group that is gone is no error. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
