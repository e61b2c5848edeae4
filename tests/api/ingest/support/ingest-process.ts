import { Follower } from "../../../../api/ingest/follow.ts";
import { SubgraphClient } from "../../../../api/ingest/subgraph-client.ts";
import { parseLedgerSchema } from "../../../../api/store/ledger-schema.ts";
import { Store } from "../../../../api/store/store.ts";
import { type CrashPoint, crashAt } from "./crash-point.ts";
import { FAKE_SDL } from "./fake-ledger.ts";

// An ingest in a process of its own, for tests that kill it: `ingest-process.ts <store file> <subgraph URL> [<crash point>]`.
// Prints one line for each commit and runs until it is killed or kills itself.
// The test stops listening when it kills; a line written in between has no reader.
process.stdout.on("error", () => process.exit());
const [, , path = "", url = "", crashPoint = ""] = process.argv;
if (crashPoint !== "") crashAt(JSON.parse(crashPoint) as CrashPoint);
const store = await Store.open(path, { schema: parseLedgerSchema(FAKE_SDL) });
new Follower({
  client: new SubgraphClient({ url }),
  store,
  network: "net",
  pollMs: 5,
  chunkRows: 60,
  finalityDepth: 64n,
  behindPatience: 2,
  onCommit: ({ checkpoint }) => process.stdout.write(`${checkpoint.blockNumber}\n`),
}).start();
