import { mkdirSync } from "node:fs";
import { type Child, type ChildSpec, startChild } from "./child.ts";
import { commandLine } from "./command-line.ts";
import { type PartCrashedError, StackError } from "./errors.ts";
import { forgetProcesses, type RecordedProcess, writeProcesses } from "./process-record.ts";

/** Starts the parts of the stack, notices when one dies, and stops them all, last started first. */
export class Supervisor {
  /** Resolves with the reason when a part dies that nobody stopped; never rejects. */
  readonly crashed: Promise<PartCrashedError>;
  readonly #runDir: string;
  readonly #stoppers: (() => Promise<void>)[] = [];
  readonly #processes: RecordedProcess[] = [];
  readonly #launches: Promise<Child>[] = [];
  #reportCrash: (error: PartCrashedError) => void = () => {};
  #isStopping = false;

  /** @param runDir - Folder for the record of running processes; made when missing. */
  constructor(runDir: string) {
    mkdirSync(runDir, { recursive: true });
    this.#runDir = runDir;
    this.crashed = new Promise((resolve) => {
      this.#reportCrash = resolve;
    });
  }

  /**
   * Starts a process that is watched and stopped with the rest.
   *
   * @throws {StackError} when everything is being stopped already, or the program cannot be executed.
   */
  readonly start = async (spec: ChildSpec): Promise<Child> => {
    if (this.#isStopping) throw new StackError(`${spec.name} was not started: the stack is stopping.`);
    const launch = this.#launch(spec);
    this.#launches.push(launch);
    return launch;
  };

  /** Registers something else to stop, for instance a server inside this process. */
  onStop(stop: () => Promise<void>): void {
    this.#stoppers.push(stop);
  }

  /** Stops everything, last started first. One that fails to stop does not keep the others running. */
  async stopAll(): Promise<void> {
    this.#isStopping = true;
    await Promise.allSettled(this.#launches);
    while (this.#stoppers.length > 0) {
      await this.#stoppers
        .pop()?.()
        .catch(() => undefined);
    }
    forgetProcesses(this.#runDir);
  }

  async #launch(spec: ChildSpec): Promise<Child> {
    const child = await startChild(spec);
    this.#record(child);
    this.onStop(() => child.stop());
    void child.exited.then(() => {
      if (!child.isStopping && !spec.isTask) this.#reportCrash(child.crash());
    });
    return child;
  }

  #record(child: Child): void {
    const line = commandLine(child.pid);
    if (line === null) return;
    this.#processes.push({ name: child.name, pid: child.pid, commandLine: line });
    writeProcesses(this.#runDir, this.#processes);
  }
}
