import { parseDecimal } from "../domain/decimal-string.ts";
import { InvalidRequestError } from "../domain/errors.ts";
import { exactDecimal } from "../domain/exact-decimal.ts";
import { scaled } from "../domain/rational.ts";
import type { Holding } from "../solvency/book.ts";
import { SHARED_CAPITAL, type SharedPool, sharedPool, sharedPoolsOf } from "../solvency/shared-capital.ts";
import type { MemberScenarios } from "../solvency/shared-tail.ts";
import type { LedgerSession, Scoped } from "./ledger-session.ts";
import type { Provenance } from "./provenance.ts";
import type { SolvencyScope } from "./solvency.ts";

/** What a request for the metric may say; amounts are plain decimals in the unit of the pool. */
export type SharedCapitalArguments = {
  /** Id or name of one pool. */
  readonly backstop?: string | null | undefined;
  readonly losses?: readonly { readonly account: string; readonly amount: string }[] | null | undefined;
  readonly scenarios?:
    | readonly { readonly account: string; readonly losses: readonly string[] }[]
    | null
    | undefined;
  /** α, a plain decimal. */
  readonly level?: string | null | undefined;
};

/** The metric with its provenance. */
export type SharedCapitalAnswer = {
  readonly pools: readonly Scoped<SharedPool>[];
  readonly provenance: Provenance;
};

const DEFAULT_LEVEL = "0.975";

/**
 * Judges the pools of a protocol that stand behind several protocols.
 *
 * @throws {InvalidRequestError} when losses are given for several pools, members differ in their scenarios, or a number is none.
 */
export async function loadSharedCapital(
  session: LedgerSession,
  { view, book, maxPriceAge }: SolvencyScope,
  args: SharedCapitalArguments,
): Promise<SharedCapitalAnswer> {
  const pools = sharedPoolsOf(book).filter(({ backstop }) => isNamed(backstop, args.backstop ?? null));
  const question = questionOf(args, pools);
  const ids = pools.map(({ backstop }) => backstop.id);
  const commitments = await session.reader.commitments(view, ids);
  const states = pools.map((pool) => sharedPool(book, pool, { ...question, commitments, maxPriceAge }));
  return {
    pools: states.map((state) => ({ ...state, view })),
    provenance: await session.provenance(view, {
      metric: SHARED_CAPITAL.id,
      params: {
        protocol: book.protocol.slug,
        maxPriceAgeSeconds: maxPriceAge,
        pools: ids,
        level: exactDecimal(question.level),
        losses: question.losses?.map(({ account, amount }) => [account, exactDecimal(amount)]) ?? null,
        scenarios:
          question.scenarios?.map(({ account, losses, decimals }) => [account, decimals, losses]) ?? null,
      },
      completeness: {
        required: states.length,
        present: states.filter(({ rehypothecation }) => rehypothecation.status === "OK").length,
      },
    }),
  };
}

function isNamed({ id, name }: Holding["backstop"], asked: string | null): boolean {
  return asked === null || id === asked.toLowerCase() || name === asked;
}

function questionOf({ losses, scenarios, level }: SharedCapitalArguments, pools: readonly Holding[]) {
  const isAsked = losses != null || scenarios != null;
  if (isAsked && pools.length > 1) {
    throw new InvalidRequestError(
      `Expected losses of one pool, got several pools: name one with \`backstop\`: ${pools.map(({ backstop }) => backstop.name).join(", ")}.`,
    );
  }
  const alpha = parseDecimal(level ?? DEFAULT_LEVEL);
  return {
    losses: losses?.map(({ account, amount }) => ({ account, amount: exact(amount) })) ?? null,
    scenarios: scenarios == null ? null : onOneScale(scenarios),
    level: scaled(alpha.raw, alpha.decimals),
  };
}

function exact(text: string) {
  const { raw, decimals } = parseDecimal(text);
  return scaled(raw, decimals);
}

/** Writes the losses of all members in the smallest unit that any of them uses. */
function onOneScale(scenarios: NonNullable<SharedCapitalArguments["scenarios"]>): MemberScenarios[] {
  const parsed = scenarios.map(({ account, losses }) => ({ account, losses: losses.map(parseDecimal) }));
  const decimals = parsed
    .flatMap(({ losses }) => losses)
    .reduce((most, one) => Math.max(most, one.decimals), 0);
  return parsed.map(({ account, losses }) => ({
    ...{ account, decimals },
    losses: losses.map((one) => one.raw * 10n ** BigInt(decimals - one.decimals)),
  }));
}
