import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expressMiddleware } from "@as-integrations/express5";
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from "express";
import type { Logger } from "pino";
import { createApolloServer } from "./graphql/create-apollo-server.ts";
import { landingPage, landingPageForBrowsers } from "./http/landing-page.ts";
import { health, ready } from "./http/probes.ts";
import type { TallyRoutes } from "./http/tally.ts";
import type { JobQueue } from "./services/jobs/job-ports.ts";
import { LedgerSession } from "./services/ledger-session.ts";
import { loadMeta } from "./services/network-meta.ts";
import type { IngestStatus, LedgerReader } from "./services/ports.ts";
import { loadReadiness } from "./services/readiness.ts";
import type { ReconciliationReader } from "./services/reconciliation-reader.ts";
import type { SeriesPorts } from "./services/series/series-ports.ts";

/** What the server needs. */
export type ServerDependencies = {
  readonly reader: LedgerReader;
  readonly ingest: IngestStatus;
  readonly reconciliations: ReconciliationReader;
  readonly series: SeriesPorts;
  readonly jobs: JobQueue;
  /** Routes by which the copy can be verified; left out where it may not be. */
  readonly tallies?: TallyRoutes | null;
  readonly log: Logger;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
};

/** A server that answers. */
export type RunningServer = {
  /** Such as `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Lets running requests finish, then stops. */
  readonly close: () => Promise<void>;
};

const BODY_LIMIT = "256kb";

/**
 * Starts the HTTP server: `/graphql`, `/health`, `/ready`, a page at `/`, and `/tally` where it may be asked for.
 *
 * @throws {Error} when the port is taken or the host cannot be bound; the code is that of Node, such as EADDRINUSE.
 */
export async function startServer(dependencies: ServerDependencies): Promise<RunningServer> {
  const { log, host, port } = dependencies;
  const app = express();
  const httpServer = createServer(app);
  const apollo = createApolloServer(httpServer, log);
  await apollo.start();
  addRoutes(app, dependencies, expressMiddleware(apollo, { context: contextMaker(dependencies) }));
  await listen(httpServer, host, port);
  return { url: urlOf(httpServer, host), close: () => apollo.stop() };
}

function contextMaker({ reader, ingest, reconciliations, series, jobs }: ServerDependencies) {
  return async () => ({
    session: new LedgerSession(reader),
    loadMeta: () => loadMeta(reader, ingest, now()),
    reconciliations,
    series,
    jobs,
    requestId: randomUUID(),
  });
}

/** Seconds since 1970-01-01 UTC; only the ages of what is shown depend on it. */
function now(): bigint {
  return BigInt(Math.floor(Date.now() / 1000));
}

function addRoutes(app: Express, dependencies: ServerDependencies, graphql: RequestHandler): void {
  const { reader, ingest, tallies = null, log } = dependencies;
  app.disable("x-powered-by");
  app.get("/", landingPage);
  app.get("/health", health);
  app.get(
    "/ready",
    ready(() => loadReadiness(reader, ingest, now())),
  );
  if (tallies !== null) {
    app.get("/tally", tallies.stands);
    app.get("/tally/part", tallies.part);
    app.get("/tally/rows", tallies.rows);
  }
  app.use("/graphql", landingPageForBrowsers, express.json({ limit: BODY_LIMIT }), graphql);
  app.use(
    (_request, response) => void response.status(404).json({ error: "Not found. The API is at /graphql." }),
  );
  app.use(failure(log));
}

/** Complaints of the body parser about the request are shown; everything else is logged and masked. */
function failure(log: Logger): ErrorRequestHandler {
  return (error: { status?: number; expose?: boolean; message?: string }, _request, response, _next) => {
    const status = error.status ?? 500;
    if (status >= 500) log.error({ err: error }, "request failed");
    response.status(status).json({ error: error.expose === true ? error.message : "Internal error." });
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
