import { writeSync } from "node:fs";
import { DuckDBAppender, DuckDBConnection } from "@duckdb/node-api";

/** Where a process kills itself: before the n-th step of its work, or before the n-th step inside a transaction. */
export interface CrashPoint {
  readonly kind: "step" | "transaction-step";
  readonly at: number;
}

/**
 * Makes this process kill itself with SIGKILL at a point of its work. A step is a statement or append of DuckDB, or a
 * request over HTTP; dying before one is dying after the one before it. What it was about to do is printed first.
 */
export function crashAt({ kind, at }: CrashPoint): void {
  let steps = 0;
  let isInTransaction = false;
  const step = (name: string): void => {
    if (kind === "transaction-step" && !isInTransaction) return;
    steps += 1;
    if (steps < at) return;
    writeSync(1, `crash ${isInTransaction ? "inside" : "outside"} a transaction before ${name}\n`);
    process.kill(process.pid, "SIGKILL");
  };
  const connection = DuckDBConnection.prototype;
  const { run, runAndReadAll, createAppender } = connection;
  connection.run = function (sql, ...rest) {
    step(sql.slice(0, 20));
    if (sql.startsWith("BEGIN TRANSACTION") && !sql.includes("READ ONLY")) isInTransaction = true;
    if (sql === "COMMIT") isInTransaction = false;
    return run.call(this, sql, ...rest);
  };
  connection.runAndReadAll = function (sql, ...rest) {
    step(sql.slice(0, 20));
    return runAndReadAll.call(this, sql, ...rest);
  };
  connection.createAppender = function (...args) {
    step("an appender");
    return createAppender.apply(this, args);
  };
  const { flushSync } = DuckDBAppender.prototype;
  DuckDBAppender.prototype.flushSync = function () {
    step("a flush");
    flushSync.call(this);
  };
  const { fetch } = globalThis;
  globalThis.fetch = (...args) => {
    step("a request");
    return fetch(...args);
  };
}
