import { createServer } from "node:http";

const QUERY_ANSWER = { data: { _meta: { block: { number: 1 } } } };
/** More blocks than any chain of a test has. */
const READY_ANSWER = { ready: true, networks: [{ network: "stub", block: "1000000000" }] };

/** Stands in for the API: healthy, ready at any block, and one answer to every query. Told where to listen as the API is. */
const server = createServer((request, response) => {
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify(request.url === "/graphql" ? QUERY_ANSWER : READY_ANSWER));
});
server.listen(Number(process.env["SEAWALL_PORT"]), process.env["SEAWALL_HOST"]);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(0));
