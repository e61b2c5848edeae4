/**
 * A failure of the embedded stack that its user can do something about: the message says what was
 * expected, what came and what to do next, so it is printed alone, without a stack trace.
 */
export class StackError extends Error {
  override readonly name: string = "StackError";
}

/** A program of the stack is not installed for this platform. */
export class MissingPartError extends StackError {
  override readonly name = "MissingPartError";

  constructor(part: string, reason: string, remedy: string) {
    super(`${part} is missing: ${reason}. ${remedy}`);
  }
}

/** npm has no build of a program for this operating system and processor. */
export class UnsupportedPlatformError extends StackError {
  override readonly name = "UnsupportedPlatformError";

  constructor(part: string, platform: string, variable: string) {
    super(
      `${part} has no npm package for "${platform}". Set ${variable} to one of your own, ` +
        "or use --subgraph URL with a graph-node that runs elsewhere.",
    );
  }
}

/** A port that was asked for is taken by another program. */
export class PortBusyError extends StackError {
  override readonly name = "PortBusyError";

  constructor(port: number, flag: string) {
    super(
      `Port ${port} is in use by another program. Stop that program, or choose another port with ${flag}.`,
    );
  }
}

/** The data folder cannot be written. */
export class FolderNotWritableError extends StackError {
  override readonly name = "FolderNotWritableError";

  constructor(folder: string, cause: unknown) {
    super(
      `The data folder "${folder}" cannot be written (${describe(cause)}). ` +
        "Make it writable, or choose another folder with --data DIR.",
      { cause },
    );
  }
}

/** Another run holds the data folder. */
export class FolderInUseError extends StackError {
  override readonly name = "FolderInUseError";

  constructor(folder: string, pid: number) {
    super(
      `Another "seawall up" (process ${pid}) is running on the data folder "${folder}". ` +
        "Stop it first, or choose another folder with --data DIR.",
    );
  }
}

/** A process ended although nobody asked it to. */
export class PartCrashedError extends StackError {
  override readonly name = "PartCrashedError";

  constructor(part: string, how: string, logFile: string, tail: string) {
    super(`${part} stopped unexpectedly (${how}). Its log is "${logFile}" and ends with:\n${tail}`);
  }
}

/** A process runs but did not become ready in time. */
export class PartNotReadyError extends StackError {
  override readonly name = "PartNotReadyError";

  constructor(part: string, seconds: number, logFile: string, tail: string) {
    super(`${part} was not ready after ${seconds} s. Its log is "${logFile}" and ends with:\n${tail}`);
  }
}

/** Nothing that speaks Ethereum JSON-RPC answers at the URL. */
export class RpcUnreachableError extends StackError {
  override readonly name = "RpcUnreachableError";

  constructor(url: string, cause: unknown) {
    super(
      `No Ethereum JSON-RPC answer from "${url}" (${describe(cause)}). ` +
        "Check the URL given with --rpc and that the node is running.",
      { cause },
    );
  }
}

/** The chain behind the RPC URL is not the one of the network. */
export class ChainIdMismatchError extends StackError {
  override readonly name = "ChainIdMismatchError";

  constructor(network: string, expected: number, actual: number) {
    super(
      `The network "${network}" has chain id ${expected}, but the node behind --rpc answers ${actual}. ` +
        "Give the RPC URL of that network, or the name of the other network with --network.",
    );
  }
}

/** PostgreSQL given by its user cannot be used. */
export class PostgresUnusableError extends StackError {
  override readonly name = "PostgresUnusableError";
}

/** The command line cannot be understood. */
export class UsageError extends StackError {
  override readonly name = "UsageError";
}

/** Returns the innermost readable reason of an error: `fetch failed` hides it in its cause. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return describe(error.cause);
  const { code } = error as NodeJS.ErrnoException;
  return error.message || code || error.name;
}
