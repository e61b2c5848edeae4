import { exactDecimal } from "../../../domain/exact-decimal.ts";
import type { Window } from "../../../domain/window.ts";
import { exposureAtDefault } from "../../../solvency/exposure-at-default.ts";
import {
  COUNTERPARTY_EXPOSURE,
  type CounterpartyExposure,
  counterpartyExposure,
} from "../../../stress/counterparty/counterparty-exposure.ts";
import { needsOf } from "../../../stress/deployment/needs.ts";
import type { LedgerSession, Scoped } from "../../ledger-session.ts";
import { loadWindow, windowParams } from "../../protocol-window.ts";
import type { Provenance } from "../../provenance.ts";
import { requireShare } from "../../require-share.ts";
import type { SolvencyScope } from "../../solvency.ts";
import { loadNeedChanges } from "../deployment/need-changes.ts";
import { RARE_EVENT_DAYS } from "../rare-event-days.ts";

/** What a request for the metric may say. */
export type CounterpartyArguments = {
  readonly windowDays?: number | null | undefined;
  readonly probabilityOfDefault?: string | null | undefined;
};

/** The metric with its window and provenance. */
export type CounterpartyAnswer = Scoped<CounterpartyExposure> & {
  readonly window: Window;
  readonly provenance: Provenance;
};

/**
 * Measures what the borrowers of a protocol may cost it.
 *
 * @throws {InvalidRequestError} when an argument is out of range.
 */
export async function loadCounterpartyExposure(
  session: LedgerSession,
  scope: SolvencyScope,
  args: CounterpartyArguments,
): Promise<CounterpartyAnswer> {
  const { view, book, maxPriceAge } = scope;
  const given = args.probabilityOfDefault ?? null;
  const probability = given === null ? null : requireShare("probabilityOfDefault", given);
  const days = args.windowDays ?? RARE_EVENT_DAYS;
  const { window, scope: span } = await loadWindow(session, scope, days);
  const [obligations, losses, changes] = await Promise.all([
    session.loaders.obligations.load({ view, id: book.protocol.id }),
    session.reader.liquidationLosses(span),
    loadNeedChanges(session, scope, window.from),
  ]);
  const exposures = exposureAtDefault(book, obligations);
  const { needs } = needsOf(changes);
  const found = counterpartyExposure({ book, exposures, losses, needs, probability, maxPriceAge });
  const stated = probability === null ? null : exactDecimal(probability);
  const present = found.markets.filter(({ worth }) => worth.amount !== null).length;
  const provenance = await session.provenance(view, {
    metric: COUNTERPARTY_EXPOSURE.id,
    params: { ...windowParams(scope, days), probabilityOfDefault: stated },
    completeness: { required: found.markets.length, present },
  });
  return { ...found, view, window, provenance };
}
