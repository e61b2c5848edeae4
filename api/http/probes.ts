import type { RequestHandler } from "express";
import type { Readiness } from "../services/readiness.ts";

/** Answers that the process is alive, whatever its data. */
export const health: RequestHandler = (_request, response) => {
  response.json({ status: "ok" });
};

/** Answers 200 when every network is at its subgraph's last block, 503 before; the body tells how far each is. */
export function ready(load: () => Promise<Readiness>): RequestHandler {
  return async (_request, response) => {
    const { isReady, networks } = await load();
    const body = JSON.stringify({ ready: isReady, networks }, (_key, value: unknown) =>
      typeof value === "bigint" ? value.toString() : value,
    );
    response
      .status(isReady ? 200 : 503)
      .type("application/json")
      .send(body);
  };
}
