import { smaller } from "../arithmetic.ts";
import { oraclePrice } from "../black-thursday/prices.ts";
import type { CreditDesk } from "../credit/credit-desk.ts";
import type { PutDesk } from "../options/put-desk.ts";
import { isDeep, type PutSeries } from "../options/put-model.ts";
import { HOLDERS, KEEPER, SIZES, WRITERS } from "./cast.ts";

const HOUR = 3_600;
const DAY = 86_400;
/** The protocol exercises a part of its hedge whenever puts are a tenth in the money, its holder in kind a quarter. */
const [HEDGE_BPS, HOLDER_BPS] = [1_000n, 2_500n];

/** Everybody at their desks, with the series that are open. */
export interface Desks {
  readonly credit: CreditDesk;
  readonly puts: PutDesk;
  readonly hedge: PutSeries;
  readonly sold: readonly PutSeries[];
}

/** Oracles report at full hours. */
export function reporters({ credit }: Desks): void {
  if (credit.model.time % HOUR === 0) credit.report(oraclePrice(credit.model.time));
}

/** What is unsafe is flagged, and liquidated an hour later. */
export function keepers({ credit }: Desks): void {
  for (const [role, vault] of credit.model.vaults) {
    if (credit.model.isRipe(vault)) credit.liquidate(KEEPER, role);
    else if (!credit.model.isFlagged(vault) && credit.model.isUnsafe(vault)) credit.flag(KEEPER, role);
  }
}

/** Every hour the protocol turns a part of its hedge into capital while the price is far below the strike. */
export function protocol({ credit, puts, hedge }: Desks): void {
  const { time, price } = credit.model;
  if (time % HOUR !== 0 || !isDeep(hedge, price, HEDGE_BPS)) return;
  for (const writer of WRITERS) {
    const size = smaller(hedge.open.get(writer) ?? 0n, SIZES.part);
    if (size > 0n) puts.exerciseAgainst(hedge, writer, size);
  }
}

/** Holders exercise what pays; what does not is ended a day after its expiry. */
export function holders({ credit, puts, sold }: Desks): void {
  const { time, price } = credit.model;
  for (const [at, series] of sold.entries()) {
    const holder = HOLDERS[at] ?? "";
    const size = series.open.get(holder) ?? 0n;
    if (size === 0n) continue;
    if (time >= series.expiry + DAY) puts.expire(series, holder);
    else if (series.isEuropean) settle({ puts, series, holder, size, isExpired: time >= series.expiry });
    else if (time < series.expiry && isDeep(series, price, HOLDER_BPS)) puts.exercise(series, holder, size);
  }
}

interface Settlement {
  readonly puts: PutDesk;
  readonly series: PutSeries;
  readonly holder: string;
  readonly size: bigint;
  readonly isExpired: boolean;
}

/** A European series is fixed as soon as it has expired, and exercised at that price. */
function settle({ puts, series, holder, size, isExpired }: Settlement): void {
  if (!isExpired) return;
  puts.fix(series);
  if ((series.fixedAt ?? 0n) < series.strike) puts.exercise(series, holder, size);
}
