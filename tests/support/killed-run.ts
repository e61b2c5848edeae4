import { join } from "node:path";
import { Supervisor } from "../../devnet/stack/supervisor.ts";

/** A run that starts two processes and waits to be killed. Argument: its run folder. */
const runDir = process.argv[2] ?? "";
const supervisor = new Supervisor(runDir);
for (const [name, seconds] of [
  ["first", "3001"],
  ["second", "3002"],
] as const) {
  const logFile = join(runDir, `${name}.log`);
  await supervisor.start({ name, command: "/bin/sleep", args: [seconds], env: process.env, logFile });
}
process.stdout.write("started\n");
setInterval(() => undefined, 60_000);
