import { createServer } from "node:net";
import { PortBusyError } from "./errors.ts";

const LOOPBACK = "127.0.0.1";

/** Listens on a loopback port for a moment and resolves with its number; 0 asks for any free port. */
function probePort(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ port, host: LOOPBACK, exclusive: true }, () => {
      const address = server.address();
      const found = typeof address === "object" && address ? address.port : port;
      server.close(() => resolve(found));
    });
  });
}

/** Returns a loopback TCP port that is free now. */
export function freePort(): Promise<number> {
  return probePort(0);
}

/** Returns whether a loopback TCP port can be listened on now. */
export async function isPortFree(port: number): Promise<boolean> {
  try {
    await probePort(port);
    return true;
  } catch {
    return false;
  }
}

/**
 * Returns the port that was asked for, or a free one when none was.
 *
 * @param wanted - Port number, or `undefined` for any.
 * @param flag - Command-line flag that chooses this port; named in the error.
 * @throws {PortBusyError} when the wanted port is taken.
 */
export async function claimPort(wanted: number | undefined, flag: string): Promise<number> {
  if (wanted === undefined) return freePort();
  if (!(await isPortFree(wanted))) throw new PortBusyError(wanted, flag);
  return wanted;
}
