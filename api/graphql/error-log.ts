import type { ApolloServerPlugin } from "@apollo/server";
import { unwrapResolverError } from "@apollo/server/errors";
import type { Logger } from "pino";
import type { GraphqlContext } from "./context.ts";
import { isMasked } from "./errors.ts";

/** Logs every error that clients see masked, and marks it with the request's id. */
export function errorLog(log: Logger): ApolloServerPlugin<GraphqlContext> {
  return {
    requestDidStart: async () => ({
      didEncounterErrors: async ({ errors, contextValue: { requestId }, operationName }) => {
        for (const error of errors.filter(isMasked)) {
          Object.assign(error.extensions, { requestId });
          log.error(
            { requestId, operationName, path: error.path, err: unwrapResolverError(error) },
            "request failed",
          );
        }
      },
    }),
  };
}
