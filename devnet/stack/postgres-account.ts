import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { dirname } from "node:path";
import { StackError } from "./errors.ts";

/** A user of the system that PostgreSQL runs as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

const USER = "postgres";

/**
 * Returns the user PostgreSQL must run as, or `null` for the present one. PostgreSQL refuses to run as root;
 * root therefore runs it as the system user `postgres`, which is created when it does not exist.
 *
 * @throws {StackError} when root cannot create the user.
 */
export function postgresAccount(): Account | null {
  return isRoot() ? (findPostgresUser() ?? create()) : null;
}

/** Returns whether this process runs as root, for whom PostgreSQL does not run. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Returns the system user `postgres`, or `null` when there is none. */
export function findPostgresUser(): Account | null {
  try {
    return { uid: idOf("-u"), gid: idOf("-g") };
  } catch {
    return null;
  }
}

function idOf(flag: string): number {
  return Number(execFileSync("id", [flag, USER], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
}

function create(): Account {
  try {
    execFileSync("groupadd", [USER], { stdio: "ignore" });
    execFileSync("useradd", ["-g", USER, "-M", "-s", "/usr/sbin/nologin", USER], { stdio: "ignore" });
    return { uid: idOf("-u"), gid: idOf("-g") };
  } catch (cause) {
    throw new StackError(
      `PostgreSQL does not run as root, and the user "${USER}" could not be created. ` +
        `Create it ("useradd ${USER}"), run as an ordinary user, or set POSTGRES_URL.`,
      { cause },
    );
  }
}

/** Returns whether an account may pass through every folder above a path, by their permission bits. */
export function canReach(account: Account, path: string): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (!mayEnter(account, folder)) return false;
    if (folder === dirname(folder)) return true;
  }
}

function mayEnter(account: Account, folder: string): boolean {
  const { mode, uid, gid } = statSync(folder);
  if (uid === account.uid) return (mode & 0o100) !== 0;
  if (gid === account.gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}
