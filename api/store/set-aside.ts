import { existsSync, renameSync } from "node:fs";

/**
 * Moves a closed store's file, and the log beside it, out of the way; nothing is deleted or overwritten.
 *
 * @param layout - Layout of the file, which becomes part of its name.
 * @returns New path, such as `api.duckdb.old-1-0f3a…`; with a number behind it where that exists already.
 */
export function setAside(path: string, layout: string): string {
  const first = `${path}.old-${layout}`;
  let target = first;
  for (let count = 2; existsSync(target) || existsSync(`${target}.wal`); count += 1)
    target = `${first}-${count}`;
  if (existsSync(`${path}.wal`)) renameSync(`${path}.wal`, `${target}.wal`);
  renameSync(path, target);
  return target;
}
