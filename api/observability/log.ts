import { type Logger, pino } from "pino";
import type { LogLevel } from "../config.ts";

/** Fields whose value must never reach a log, wherever they stand. */
const SECRETS = [
  "key",
  "subgraphKey",
  "authorization",
  "*.key",
  "*.subgraphKey",
  "*.authorization",
  "*.*.authorization",
];

/** Makes the process log: one JSON line per entry, to standard error. */
export function createLog(level: LogLevel): Logger {
  return pino(
    { name: "seawall-api", level, redact: { paths: SECRETS, censor: "[secret]" } },
    pino.destination(2),
  );
}
