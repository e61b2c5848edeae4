import type { Environment } from "../stack/child.ts";
import type { WorldFolder } from "../stack/data-folder.ts";
import type { Supervisor } from "../stack/supervisor.ts";
import type { UpOptions } from "./args.ts";
import type { Progress } from "./progress.ts";

/** What one run of `seawall up` works with. */
export interface Session {
  readonly options: UpOptions;
  readonly env: Environment;
  /** Root of the repository. */
  readonly repoRoot: string;
  /** Module that starts the API. */
  readonly apiMain: string;
  readonly folder: WorldFolder;
  readonly supervisor: Supervisor;
  readonly progress: Progress;
}
