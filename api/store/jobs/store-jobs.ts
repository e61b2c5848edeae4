import { deserialize, serialize } from "node:v8";
import type { CanonicalValue } from "../../domain/canonical-json.ts";
import type { Job, JobState } from "../../services/jobs/job.ts";
import type { JobStore } from "../../services/jobs/job-ports.ts";
import type { SqlParameter } from "../sql.ts";
import type { Store, StoreTransaction } from "../store.ts";

type JobRow = {
  readonly id: string;
  readonly kind: string;
  readonly network: string;
  readonly block_number: bigint;
  readonly block_hash: string;
  readonly args: string;
  readonly state: JobState;
  readonly attempts: number;
  readonly submitted_at: bigint;
  readonly started_at: bigint | null;
  readonly finished_at: bigint | null;
  readonly error: string | null;
};

const COLUMNS =
  "id, kind, network, block_number, block_hash, args, state, attempts, submitted_at, started_at, finished_at, error";

const ENDED = "state NOT IN ('QUEUED', 'RUNNING')";

/** Jobs and their results, in tables of the store. Arguments and results are kept as structured-clone bytes in base64. */
export class StoreJobs implements JobStore {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  async save(job: Job): Promise<void> {
    await this.#store.transaction((tx) => write(tx, job, null));
  }

  async saveResult(job: Job, result: unknown): Promise<void> {
    await this.#store.transaction((tx) => write(tx, job, toText(result)));
  }

  async find(id: string): Promise<Job | null> {
    const [row] = await this.#store.query<JobRow>(`SELECT ${COLUMNS} FROM job WHERE id = ?`, [id]);
    return row === undefined ? null : toJob(row);
  }

  async list(states: readonly JobState[] | null, limit: number): Promise<Job[]> {
    const condition = states === null ? "true" : "state IN (SELECT unnest(?))";
    const params: SqlParameter[] = states === null ? [limit] : [states, limit];
    const rows = await this.#store.query<JobRow>(
      `SELECT ${COLUMNS} FROM job WHERE ${condition} ORDER BY submitted_at DESC, id LIMIT ?`,
      params,
    );
    return rows.map(toJob);
  }

  async result(id: string): Promise<unknown> {
    const [row] = await this.#store.query<{ result: string | null }>("SELECT result FROM job WHERE id = ?", [
      id,
    ]);
    return row === undefined || row.result === null ? null : fromText(row.result);
  }

  async jobOfKey(key: string): Promise<string | null> {
    const [row] = await this.#store.query<{ job: string }>("SELECT job FROM job_key WHERE key = ?", [key]);
    return row?.job ?? null;
  }

  async saveKey(key: string, id: string): Promise<void> {
    await this.#store.transaction((tx) => tx.query("INSERT INTO job_key VALUES (?, ?)", [key, id]));
  }

  async prune(keep: number): Promise<void> {
    await this.#store.transaction(async (tx) => {
      await tx.query(
        `DELETE FROM job WHERE ${ENDED} AND id NOT IN
           (SELECT id FROM job WHERE ${ENDED} ORDER BY finished_at DESC, id LIMIT ?)`,
        [keep],
      );
      await tx.query("DELETE FROM job_key WHERE job NOT IN (SELECT id FROM job)");
    });
  }
}

async function write(tx: StoreTransaction, job: Job, result: string | null): Promise<void> {
  await tx.query("DELETE FROM job WHERE id = ?", [job.id]);
  await tx.query(`INSERT INTO job (${COLUMNS}, result) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, [
    ...[job.id, job.kind, job.network, job.block.number, job.block.hash, toText(job.args)],
    ...[job.state, job.attempts, job.submittedAt, job.startedAt, job.finishedAt, job.error],
    result,
  ]);
}

function toJob(row: JobRow): Job {
  const { id, kind, network, args, state, attempts, error } = row;
  return {
    ...{ id, kind, network, state, attempts, error },
    args: fromText(args) as CanonicalValue,
    block: { number: row.block_number, hash: row.block_hash },
    submittedAt: row.submitted_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}

function toText(value: unknown): string {
  return serialize(value).toString("base64");
}

function fromText(text: string): unknown {
  return deserialize(Buffer.from(text, "base64"));
}
