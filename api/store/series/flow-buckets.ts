import type { FlowsRequest } from "../../services/series/series-ports.ts";
import type { FlowBucket } from "../../solvency/series/flow-points.ts";
import { subjectField } from "../../solvency/series/series-metric.ts";
import { type Fragment, fragment, joinFragments } from "../ledger-reader/fragment.ts";
import { toDomainRow } from "../ledger-reader/to-domain-row.ts";
import { snakeCase } from "../ledger-schema.ts";
import type { SqlReader } from "../store.ts";
import { BUCKET_START } from "./bucket-sql.ts";

/** Adds up facts by bucket or block; every sum is one of whole numbers and exact. */
export async function readFlowBuckets(sql: SqlReader, request: FlowsRequest): Promise<FlowBucket[]> {
  const { source, bucket } = request;
  const amount = snakeCase(source.amount);
  const start = bucket === "BLOCK" ? 'min("timestamp")' : BUCKET_START[bucket];
  const where = conditionOf(request);
  const rows = await sql.query(
    `SELECT ${start} AS "from", sum(${amount}) AS total, min(${amount}) AS smallest, max(${amount}) AS largest,
       count(*) AS facts, max(block_number) AS block_number, arg_max(block_hash, ordinal) AS block_hash
     FROM ${snakeCase(source.entity)} WHERE ${where.text}
     GROUP BY ${bucket === "BLOCK" ? "block_number" : start} ORDER BY block_number`,
    where.params,
  );
  return rows.map((row) => toDomainRow<FlowBucket>(row));
}

function conditionOf({ view, subject, source, asset, causes, span }: FlowsRequest): Fragment {
  const parts = [
    fragment("network = ? AND ordinal < ?", view.network, view.horizon),
    fragment('"timestamp" >= ? AND "timestamp" < ?', span.from, span.to),
    fragment(`${subjectField(subject.kind)} = ?`, subject.id),
    fragment(`${snakeCase(source.asset)} = ?`, asset),
    alternativesOf(source.alternatives),
  ];
  if (causes !== null) parts.push(fragment("cause IN (SELECT unnest(?))", causes));
  return joinFragments(parts, " AND ");
}

function alternativesOf(alternatives: FlowsRequest["source"]["alternatives"]): Fragment {
  const each = alternatives.map((fields) => {
    const all = Object.entries(fields).map(([field, values]) =>
      fragment(`${snakeCase(field)} IN (SELECT unnest(?))`, values),
    );
    const { text, params } = joinFragments([fragment("true"), ...all], " AND ");
    return fragment(`(${text})`, ...params);
  });
  const { text, params } = joinFragments(each, " OR ");
  return fragment(`(${text})`, ...params);
}
