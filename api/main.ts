import { parseConfig } from "./config.ts";
import { createLog } from "./observability/log.ts";
import { type RunningApi, startApi } from "./start-api.ts";

const STOP_MS = 15_000;

/** Starts the API as the environment says and stops it on SIGINT or SIGTERM; a second signal ends it at once. */
async function main(): Promise<void> {
  const config = parseConfig(process.env);
  const log = createLog(config.logLevel);
  const api = await startApi(config, log);
  log.info({ url: api.url, networks: [...config.subgraphs.keys()] }, "the API answers");
  let isStopping = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (isStopping) process.exit(1);
    isStopping = true;
    log.info({ signal }, "stopping");
    setTimeout(() => process.exit(1), STOP_MS).unref();
    void stopAndExit(api);
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
}

async function stopAndExit(api: RunningApi): Promise<void> {
  await api.close();
  process.exit(0);
}

/** Says what went wrong without a stack: the message tells what to do. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === "EADDRINUSE") return `Port ${port} is in use. Stop what uses it, or set SEAWALL_PORT.`;
  if (code === "EADDRNOTAVAIL") return `${error.message}. Set SEAWALL_HOST to an address of this machine.`;
  return error.message;
}

main().catch((error: unknown) => {
  process.stderr.write(`${describe(error)}\n`);
  process.exit(1);
});
