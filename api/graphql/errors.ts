import { unwrapResolverError } from "@apollo/server/errors";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { SeawallError } from "../domain/errors.ts";

/** Codes of errors that graphql-js and Apollo raise about the request itself; their messages may be shown. */
const REQUEST_CODES: ReadonlySet<unknown> = new Set([
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "BAD_USER_INPUT",
  "BAD_REQUEST",
  "OPERATION_RESOLUTION_FAILURE",
  "PERSISTED_QUERY_NOT_FOUND",
  "PERSISTED_QUERY_NOT_SUPPORTED",
]);

/** Says whether an error is neither Seawall's own nor about the request: its message may hold internals. */
export function isMasked(error: unknown): boolean {
  if (unwrapResolverError(error) instanceof SeawallError) return false;
  return !(error instanceof GraphQLError && isAboutRequest(error));
}

/** graphql-js leaves out a code only where it was given no original error: a wrong variable, say. */
function isAboutRequest(error: GraphQLError): boolean {
  const { code } = error.extensions;
  return code === undefined ? error.originalError === undefined : REQUEST_CODES.has(code);
}

/**
 * Turns an error into what a client may see: Seawall's own errors with their code, complaints about the request as
 * they are, and everything else as one masked message that names the request.
 */
export function formatGraphqlError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const cause = unwrapResolverError(error);
  if (cause instanceof SeawallError) return shown(formatted, cause.message, cause.code);
  const { code, requestId } = formatted.extensions ?? {};
  if (REQUEST_CODES.has(code)) return shown(formatted, formatted.message, String(code));
  const message = `Internal error. Tell the operator request id "${requestId ?? "unknown"}".`;
  return shown(formatted, message, "INTERNAL_SERVER_ERROR");
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
