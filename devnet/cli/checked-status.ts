import { StackError } from "../stack/errors.ts";
import type { GraphNode } from "../stack/graph-node.ts";
import { type IndexingStatus, indexingStatus } from "../stack/health.ts";
import type { SubgraphBuild } from "../stack/subgraph-build.ts";
import type { Session } from "./session.ts";

/** A subgraph in a graph-node. */
export interface Deployment {
  readonly node: GraphNode;
  readonly build: SubgraphBuild;
}

/**
 * Asks how far graph-node is; `null` when it does not answer now.
 *
 * @throws {StackError} when it stopped indexing for good.
 */
export async function checkedStatus(
  session: Session,
  { node, build }: Deployment,
): Promise<IndexingStatus | null> {
  const status = await indexingStatus(node.statusUrl, build.manifest);
  if (status?.fatalError == null) return status;
  throw new StackError(
    `graph-node stopped indexing: ${status.fatalError}. Its log is "${session.folder.logs}/graph-node.log". ` +
      "After correcting the subgraph, start again: a changed subgraph is indexed from its start.",
  );
}
