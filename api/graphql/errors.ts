import { unwrapResolverError } from "@apollo/server/errors";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { SeawallError } from "../domain/errors.ts";

/** Codes of errors that graphql-js and Apollo raise about the request itself; their messages may be shown. */
const REQUEST_CODES = new Set([
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "BAD_USER_INPUT",
  "BAD_REQUEST",
  "OPERATION_RESOLUTION_FAILURE",
  "PERSISTED_QUERY_NOT_FOUND",
  "PERSISTED_QUERY_NOT_SUPPORTED",
]);

/**
 * Turns an error into what a client may see: Seawall's own errors with their code, complaints about the request as
 * they are, and everything else as one masked message.
 *
 * @param report - Called with each masked error, so that it is logged in full; returns the id that the client is told.
 */
export function formatGraphqlError(
  formatted: GraphQLFormattedError,
  error: unknown,
  report: (error: unknown) => string,
): GraphQLFormattedError {
  const cause = unwrapResolverError(error);
  if (cause instanceof SeawallError) return shown(formatted, cause.message, cause.code);
  const { code } = formatted.extensions ?? {};
  if (typeof code === "string" && REQUEST_CODES.has(code)) return shown(formatted, formatted.message, code);
  const requestId = report(cause);
  return shown(
    formatted,
    `Internal error. Tell the operator request id "${requestId}".`,
    "INTERNAL_SERVER_ERROR",
  );
}

function shown(
  { locations, path }: GraphQLFormattedError,
  message: string,
  code: string,
): GraphQLFormattedError {
  return {
    message,
    ...(locations === undefined ? {} : { locations }),
    ...(path === undefined ? {} : { path }),
    extensions: { code },
  };
}

/** Makes the error of a query that nests too deeply. */
export function tooDeepError(limit: number): GraphQLError {
  return new GraphQLError(`The query nests deeper than ${limit} levels. Ask for less at once.`, {
    extensions: { code: "GRAPHQL_VALIDATION_FAILED" },
  });
}
