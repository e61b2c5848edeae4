import type { Keeper } from "../keepers/keeper.ts";
import type { LendingDesk } from "../lending/lending-desk.ts";
import {
  AFFILIATE,
  ATTESTATION,
  AUDITOR,
  BANK,
  BORROWERS,
  baseFee,
  CLAIM_ORDER,
  CUSTODY,
  ETHER,
  LENDERS,
  PREMIUMS,
  TIMES,
} from "./cast.ts";
import type { Issuer } from "./issuer.ts";

/** Seconds between blocks. */
export const SPACING = 600;

const HOUR = 3_600;
const WHOLE = 10n ** 8n;
/** Gas that keepers reckon with. */
const LIQUIDATION_GAS = 350_000n;
/** Part of what the attestation shows that keepers count on, percent. */
const RECOVERY = 99n;
/** From collateral and a ratio of 8 decimals to the lent token. */
const SCALE = 10n ** 20n;
/** From the token's unit to that of the lent token. */
const UNIT = 10n ** 12n;
/** Lenders in one block. */
const QUEUE = 6;

/** Everybody at their desks. */
export interface Play {
  readonly desk: LendingDesk;
  readonly issuer: Issuer;
  readonly keepers: readonly Keeper[];
  readonly capital: Map<string, bigint>;
  /** Losses of lenders that are not yet reported, in the order of their claims. */
  readonly unreported: (readonly [string, bigint])[];
}

/** The issuer's money leaves; the next attestations count what is left. */
export function issuer({ desk, issuer: one }: Play, time: number, begin: number): void {
  if (time === TIMES.drain) {
    for (const { role, isDrained } of CUSTODY) if (isDrained) one.drain(role, AFFILIATE);
  }
  if ((time - begin) % ATTESTATION === 0) one.attest(AUDITOR, desk.model.pledged / UNIT);
}

/** Nobody trades the token; reporters write it down late, and at first by half. */
export function reporters({ desk, issuer: one }: Play, time: number): void {
  if (time % HOUR !== 0) return;
  if (time < TIMES.firstWriteDown) desk.report(WHOLE);
  else if (time < TIMES.fullWriteDown) desk.report((WHOLE + one.ratio) / 2n);
  else desk.report(one.ratio);
}

/** From the alarm on lenders come for their money, each once an hour as soon as its patience is over. */
export function lenders({ desk }: Play, time: number): void {
  const place = ((time % HOUR) / SPACING) % QUEUE;
  for (const [index, { role, patience }] of LENDERS.entries()) {
    const isHere = patience !== null && time >= TIMES.alarm + patience * HOUR;
    if (isHere && index % QUEUE === place && desk.model.sharesOf(role) > 0n) desk.withdraw(role);
  }
}

/** Keepers close unsafe loans when what they seize is worth more to them than what they pay. */
export function keepers({ desk, issuer: one, keepers: all, capital }: Play, time: number): void {
  const { model } = desk;
  for (const keeper of all) keeper.begin({ time, gasPrice: baseFee(time), coinPrice: ETHER });
  for (const [role, loan] of [...model.loans]) {
    if (!model.isUnsafe(loan)) continue;
    const { repaid, seized } = model.closing(loan);
    const gain = (seized * one.ratio * RECOVERY) / (SCALE * 100n) - repaid;
    const opportunity = { key: role, gas: LIQUIDATION_GAS, gain };
    const keeper = all.find((other) => hasCapital(capital, other.role, repaid) && other.takes(opportunity));
    if (keeper === undefined) continue;
    capital.set(keeper.role, (capital.get(keeper.role) ?? 0n) - repaid);
    desk.liquidate(keeper.role, role);
  }
}

const hasCapital = (capital: ReadonlyMap<string, bigint>, role: string, amount: bigint) =>
  (capital.get(role) ?? 0n) >= amount;

/** Borrowers whose loans are safe repay, one every hour. */
export function borrowers({ desk }: Play, time: number): void {
  if (time < TIMES.repayment || time % HOUR !== 0) return;
  const next = BORROWERS.find(({ role }) => {
    const loan = desk.model.loans.get(role);
    return loan !== undefined && !desk.model.isUnsafe(loan);
  });
  if (next !== undefined) desk.close(next.role);
}

/** The bank finds out what each lender who stayed lost, and reports one in a block. */
export function bank({ desk, unreported }: Play, time: number): void {
  if (time === TIMES.claims) unreported.push(...lostBy(desk));
  const next = unreported.shift();
  if (next !== undefined) desk.reportLoss(...next);
}

/** The part in all losses of each lender who has shares left, in the order in which they claim. */
function lostBy({ model }: LendingDesk): (readonly [string, bigint])[] {
  return CLAIM_ORDER.filter((role) => model.sharesOf(role) > 0n)
    .map((role) => [role, (model.socialised * model.sharesOf(role)) / model.totalShares] as const)
    .filter(([, lost]) => lost > 0n);
}

/** The insurance pays once a day what it can; the second premium comes when it is dry. */
export function insurance({ desk }: Play, time: number): void {
  if (time === TIMES.refill) desk.insure(BANK, PREMIUMS.second);
  if (time > TIMES.claims && (time - TIMES.claims) % (6 * HOUR) === 0) desk.payClaims(BANK);
}
