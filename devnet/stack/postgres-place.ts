import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { type Account, canReach } from "./postgres-account.ts";
import type { PostgresBinaries } from "./postgres-binaries.ts";

/** Where PostgreSQL's programs and data lie. */
export interface PostgresPlace {
  readonly binaries: PostgresBinaries;
  /** Data folder of the server, owned by its account. */
  readonly cluster: string;
}

/** Used only by root, and only for what the account cannot reach where it is. */
const SYSTEM_FOLDER = "/var/lib/seawall";

/**
 * Returns where PostgreSQL's programs and data lie. Normally that is the npm package and `<folder>/cluster`.
 * When root runs it as another user and that user cannot enter the folders above them (a checkout below
 * `/root`, or in a private temporary folder), a copy of the programs and the data lie in `/var/lib/seawall`.
 *
 * @param folder - PostgreSQL's folder inside the data folder; exists.
 * @param binaries - Programs of the npm package.
 * @param account - User to run as, or `null` for the present one.
 * @param systemFolder - Replaces `/var/lib/seawall`; for tests.
 */
export function postgresPlace(
  folder: string,
  binaries: PostgresBinaries,
  account: Account | null,
  systemFolder = SYSTEM_FOLDER,
): PostgresPlace {
  if (account === null) return { binaries, cluster: join(folder, "cluster") };
  const cluster = canReach(account, join(folder, "cluster"))
    ? join(folder, "cluster")
    : join(systemFolder, `cluster-${shortHash(folder)}`);
  const reachable = canReach(account, binaries.postgres) ? binaries : copyBinaries(binaries, systemFolder);
  mkdirSync(cluster, { recursive: true });
  chownSync(cluster, account.uid, account.gid);
  return { binaries: reachable, cluster };
}

function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

/** Copies the installation once per version; the rename makes a half-made copy impossible to mistake. */
function copyBinaries(binaries: PostgresBinaries, systemFolder: string): PostgresBinaries {
  const manifest = readFileSync(join(dirname(binaries.folder), "package.json"), "utf8");
  const { version } = JSON.parse(manifest) as { version: string };
  const folder = join(systemFolder, `postgresql-${version}`);
  if (!existsSync(folder)) {
    const partial = `${folder}.${process.pid}`;
    mkdirSync(systemFolder, { recursive: true, mode: 0o755 });
    cpSync(binaries.folder, partial, { recursive: true, verbatimSymlinks: true });
    chmodSync(partial, 0o755);
    renameSync(partial, folder);
    rmSync(partial, { recursive: true, force: true });
  }
  const inCopy = (file: string) => join(folder, "bin", basename(file));
  return { folder, postgres: inCopy(binaries.postgres), initdb: inCopy(binaries.initdb) };
}
