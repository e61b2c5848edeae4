import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PortBusyError } from "../../devnet/stack/errors.ts";
import { claimPort, freePort, isPortFree } from "../../devnet/stack/ports.ts";

let server: Server;
let taken: number;

beforeAll(async () => {
  server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  taken = (server.address() as { port: number }).port;
});

afterAll(() => {
  server.close();
});

describe("freePort", () => {
  test("default: the port can be listened on", async () => {
    const port = await freePort();
    expect(port).toBeGreaterThan(1023);
    expect(await isPortFree(port)).toBe(true);
  });
});

describe("claimPort", () => {
  test("default: a free port that was asked for is given back", async () => {
    const port = await freePort();
    expect(await claimPort(port, "--port")).toBe(port);
  });

  test("behavior: any free port when none was asked for", async () => {
    expect(await claimPort(undefined, "--port")).not.toBe(taken);
  });

  test("error: PortBusyError names the port and the flag", async () => {
    const claim = claimPort(taken, "--graphql-port");
    await expect(claim).rejects.toThrow(PortBusyError);
    await expect(claim).rejects.toThrow(
      `Port ${taken} is in use by another program. Stop that program, or choose another port with --graphql-port.`,
    );
  });
});
