import type { Migration } from "./migration.ts";

/** Finished pieces of time series, none yet: they are kept as they are asked for. */
export const seriesSegments: Migration = {
  version: 4,
  name: "finished pieces of time series",
  up: async (connection) => {
    await connection.run(
      `CREATE TABLE series_segment (network VARCHAR NOT NULL, series VARCHAR NOT NULL, segment_start BIGINT NOT NULL,
         end_block BIGINT NOT NULL, points VARCHAR NOT NULL)`,
    );
  },
};
