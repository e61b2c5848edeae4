import { createServer } from "node:http";

/** Stands in for the API: healthy, ready, and one answer to every query. Told where to listen as the API is. */
const server = createServer((request, response) => {
  const answer =
    request.url === "/graphql" ? { data: { _meta: { block: { number: 1 } } } } : { status: "ok" };
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify(answer));
});
server.listen(Number(process.env["SEAWALL_PORT"]), process.env["SEAWALL_HOST"]);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(0));
