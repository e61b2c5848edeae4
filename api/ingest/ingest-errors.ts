/** Base of everything that can go wrong between the API and a subgraph endpoint. Messages never hold a key or a full URL. */
export class IngestError extends Error {
  override readonly name: string = "IngestError";
}

/** The endpoint gave no usable answer after all retries; it may later. */
export class SubgraphUnavailableError extends IngestError {
  override readonly name = "SubgraphUnavailableError";

  constructor(host: string, attempts: number, reason: string) {
    super(
      `The subgraph endpoint at ${host} gave no answer in ${attempts} attempts: ${reason}. ` +
        "Ingest goes on trying; check that the endpoint runs and is reachable.",
    );
  }
}

/** The endpoint refused the request: wrong key, wrong path or wrong kind of server. Trying again does not help. */
export class SubgraphRefusedError extends IngestError {
  override readonly name = "SubgraphRefusedError";

  constructor(host: string, status: number) {
    super(`The subgraph endpoint at ${host} answered HTTP ${status}. ${adviceFor(status)}`);
  }
}

/** The endpoint answered the query with GraphQL errors: its schema is not the one of `schema.graphql`. */
export class SubgraphQueryError extends IngestError {
  override readonly name = "SubgraphQueryError";

  constructor(host: string, message: string) {
    super(
      `The subgraph at ${host} rejected a query of the ledger: "${message.slice(0, 300)}". ` +
        "Deploy the subgraph that belongs to this version's schema.graphql.",
    );
  }
}

/** The subgraph does not know the block that a query was pinned to: not yet indexed, reorganised away, or forgotten. */
export class UnknownBlockError extends IngestError {
  override readonly name = "UnknownBlockError";

  constructor(host: string, message: string) {
    super(`The subgraph at ${host} has no data for the block asked for: "${message.slice(0, 300)}".`);
  }
}

/** The subgraph stopped indexing because of an error in its mappings; its data ends at the failing block. */
export class SubgraphFailedError extends IngestError {
  override readonly name = "SubgraphFailedError";

  constructor(host: string) {
    super(
      `The subgraph at ${host} reports indexing errors and has stopped. ` +
        "Answers stay at the last block read; repair and redeploy the subgraph.",
    );
  }
}

/** The subgraph's last block lies below the copy's, and has for a while: a replica that lags, or a chain that goes back. */
export class SubgraphBehindError extends IngestError {
  override readonly name = "SubgraphBehindError";

  constructor(host: string, head: bigint, ingested: bigint) {
    super(
      `The subgraph at ${host} is at block ${head}, below block ${ingested} that was read before. ` +
        "Either the endpoint mixes replicas of which one lags, or blocks are being taken back; if it stays there, the copy follows it.",
    );
  }
}

/** The subgraph's last block is older than allowed: its chain goes on without it, or stands still. */
export class StaleHeadError extends IngestError {
  override readonly name = "StaleHeadError";

  constructor(host: string, block: bigint, seconds: { readonly age: bigint; readonly allowed: number }) {
    super(
      `The last block of the subgraph at ${host}, ${block}, is ${seconds.age} s old, more than the ${seconds.allowed} s of ` +
        "SEAWALL_MAX_HEAD_AGE_S. Check that its graph-node indexes and that the chain's endpoint gives new blocks.",
    );
  }
}

/** The endpoint has left requests without a usable answer for so long that the copy counts as standing still. */
export class NoAnswerError extends IngestError {
  override readonly name = "NoAnswerError";

  constructor(host: string, seconds: number) {
    super(
      `The subgraph endpoint at ${host} has given no usable answer for ${seconds} s. Ingest goes on waiting.`,
    );
  }
}

/** The chain was reorganised while it was read, or the pages cannot be shown to come from one chain. The round is dropped and read again. */
export class InconsistentReadError extends IngestError {
  override readonly name = "InconsistentReadError";

  constructor(host: string, detail: string) {
    super(
      `The pages read from ${host} do not come from one chain: ${detail}. The round is dropped and read again.`,
    );
  }
}

/** A range of blocks holds more rows than one transaction may take; a shorter range is read instead. */
export class RangeTooLargeError extends IngestError {
  override readonly name = "RangeTooLargeError";

  constructor(rows: number, limit: number) {
    super(
      `The range holds at least ${rows} rows, more than the ${limit} of one transaction; read a shorter range.`,
    );
  }
}

function adviceFor(status: number): string {
  if (status === 401 || status === 403)
    return "Set SEAWALL_SUBGRAPH_KEY to a key that may read this subgraph.";
  if (status === 404) return "Check the path of the URL: graph-node serves /subgraphs/name/<name>.";
  return "Check that the URL is the query endpoint of a subgraph.";
}
