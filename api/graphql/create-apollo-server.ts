import type { Server } from "node:http";
import { ApolloServer } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import { ApolloServerPluginDrainHttpServer } from "@apollo/server/plugin/drainHttpServer";
import type { Logger } from "pino";
import type { GraphqlContext } from "./context.ts";
import { depthLimit } from "./depth-limit.ts";
import { errorLog } from "./error-log.ts";
import { formatGraphqlError } from "./errors.ts";
import { reorgGuard } from "./reorg-guard.ts";
import { resolvers } from "./resolver-map.ts";
import { loadTypeDefs } from "./type-defs.ts";

/** Deepest nesting of fields that a query may have; the introspection query of tools nests to 15 and is exempt. */
const MAX_DEPTH = 12;
const MAX_TOKENS = 10_000;
/** Longest wait for running requests when the server stops. */
const DRAIN_MS = 5_000;

/**
 * Makes the GraphQL server. It talks to nobody: the landing page, usage and schema reporting of Apollo are off,
 * whatever the environment says. CSRF prevention and introspection are on.
 *
 * @param httpServer - Drained when the server stops.
 */
export function createApolloServer(httpServer: Server, log: Logger): ApolloServer<GraphqlContext> {
  return new ApolloServer<GraphqlContext>({
    typeDefs: loadTypeDefs(),
    resolvers,
    formatError: formatGraphqlError,
    validationRules: [depthLimit(MAX_DEPTH)],
    parseOptions: { maxTokens: MAX_TOKENS },
    introspection: true,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    logger: log,
    plugins: [
      errorLog(log),
      reorgGuard,
      ApolloServerPluginDrainHttpServer({ httpServer, stopGracePeriodMillis: DRAIN_MS }),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginCacheControlDisabled(),
    ],
  });
}
