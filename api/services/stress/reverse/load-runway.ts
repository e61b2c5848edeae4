import { toDouble } from "../../../domain/to-double.ts";
import { heldAssets, resources, totalResources } from "../../../solvency/resources.ts";
import { UnitOfAccount } from "../../../solvency/unit-of-account.ts";
import { type Runway, runway } from "../../../stress/reverse/runway.ts";
import { SOLVENCY_HORIZON } from "../../../stress/reverse/solvency-horizon.ts";
import type { LedgerSession, Scoped } from "../../ledger-session.ts";
import type { Provenance } from "../../provenance.ts";
import { loadSample } from "../../samples/load-sample.ts";
import type { SeriesPorts } from "../../series/series-ports.ts";
import type { SolvencyScope } from "../../solvency.ts";
import { bounded, boundedOrNull } from "../bounded.ts";

/** What a request for the time form may say. */
export type RunwayArguments = {
  readonly needed: number;
  readonly windowDays?: number | null | undefined;
  readonly horizonDays?: number | null | undefined;
  readonly drift?: number | null | undefined;
  readonly annualVolatility?: number | null | undefined;
};

/** The time form with its provenance. */
export type RunwayAnswer = Scoped<Runway> & {
  /** What backstops can pay now, in `unit`; null where nothing can be valued. */
  readonly resources: number | null;
  /** The need, in `unit`. */
  readonly needed: number;
  /** `USD`, or the id of the one asset that everything is held in. */
  readonly unit: string;
  readonly provenance: Provenance;
};

const DAY = 86_400n;
/** Largest need. */
const MOST = 1e30;

/**
 * Computes how long a protocol's resources last, and how likely they touch a need before a time.
 *
 * @throws {InvalidRequestError} when an argument is out of range.
 */
export async function loadRunway(
  session: LedgerSession,
  series: SeriesPorts,
  scope: SolvencyScope,
  args: RunwayArguments,
): Promise<RunwayAnswer> {
  const { view, book, maxPriceAge } = scope;
  const request = {
    needed: bounded("needed", args.needed, { from: 0, to: MOST, otherwise: 0 }),
    windowDays: bounded("windowDays", args.windowDays, { from: 2, to: 3650, otherwise: 90 }),
    horizonDays: bounded("horizonDays", args.horizonDays, { from: 0, to: 3650, otherwise: 30 }),
    drift: bounded("drift", args.drift, { from: -100, to: 100, otherwise: 0 }),
    volatility: boundedOrNull("annualVolatility", args.annualVolatility, { from: 0, to: 100 }),
  };
  const to = view.block.timestamp;
  const sample = await loadSample(session, series, view, {
    ...{ metric: "resources", subject: book.protocol.slug, asset: null, bucket: "DAY" },
    ...{ from: to - BigInt(request.windowDays) * DAY, to },
    maxPriceAgeSeconds: maxPriceAge === null ? null : Number(maxPriceAge),
  });
  const account = new UnitOfAccount(book, heldAssets(book), maxPriceAge);
  const total = totalResources(resources(book, account), account.unit);
  const start = total.amount === null ? null : toDouble(total.amount);
  const found = runway({ ...request, resources: sample.values, start, barrier: request.needed });
  const params = { form: "time", protocol: book.protocol.slug, maxPriceAgeSeconds: maxPriceAge, ...request };
  return {
    ...{ ...found, view, resources: start, needed: request.needed, unit: account.unit },
    provenance: await session.provenance(view, { metric: SOLVENCY_HORIZON.id, params }),
  };
}
