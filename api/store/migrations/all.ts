import { ownTables } from "./0001-own-tables.ts";
import { versionAndLedger } from "./0002-version-and-ledger.ts";
import { keyframes } from "./0003-keyframes.ts";
import { seriesSegments } from "./0004-series-segments.ts";
import { blocks } from "./0005-blocks.ts";
import { jobs } from "./0006-jobs.ts";
import type { Migration } from "./migration.ts";

/**
 * All migrations in their order, without a gap. A new one is a file with the next number, a line here, and a test that
 * opens a file made by the SQL of the version before it. One that was released is never changed.
 */
export const MIGRATIONS: readonly Migration[] = [
  ownTables,
  versionAndLedger,
  keyframes,
  seriesSegments,
  blocks,
  jobs,
];
