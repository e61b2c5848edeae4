import { join, resolve } from "node:path";
import { Progress } from "../../devnet/cli/progress.ts";
import { up } from "../../devnet/cli/up.ts";

/** `seawall up` over the stub of the API; arguments as on the command line. */
const interrupted = new Promise<string>((settle) => {
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => settle(signal));
});
const context = {
  args: process.argv.slice(2),
  env: process.env,
  cwd: process.cwd(),
  repoRoot: resolve(import.meta.dirname, "../.."),
  apiMain: join(import.meta.dirname, "stub-api.ts"),
  progress: new Progress(process.stdout),
  interrupted,
};
up(context).then(
  (code) => process.exit(code),
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
