import { toValuation } from "../../domain/worth.ts";
import type { OptionBookResolvers } from "../../generated/resolvers.ts";
import { OPTION_BOOK } from "../../options/option-book.ts";
import { SKEW_GAP } from "../../options/skew-gap.ts";
import { requireInside } from "../../services/require-inside.ts";
import { scopedAmount } from "../amounts.ts";

/** Fields of `OptionBook` that are not plain properties of its parent. */
export const OptionBook: OptionBookResolvers = {
  definition: () => OPTION_BOOK,
  skewDefinition: () => SKEW_GAP,
  protocol: ({ scope, view }) => ({ ...scope.book.protocol, view }),
  positionCount: ({ positions }) => positions.length,
  valuedCount: ({ valued }) => valued,
  positions: ({ positions, view }, args) => {
    const first = requireInside("first", args.first ?? 100, [1, 1000]);
    const skip = requireInside("skip", args.skip ?? 0, [0, Number.MAX_SAFE_INTEGER]);
    return positions.slice(skip, skip + first).map((position) => ({ ...position, view }));
  },
  intrinsic: ({ intrinsic }) => toValuation(intrinsic),
  worstCasePayout: ({ worstCase }) => toValuation(worstCase),
  writtenCalls: (book) => book.writtenCalls.map((amount) => scopedAmount(book, amount)),
  premiumsTaken: (book) => book.premiumsTaken.map((amount) => scopedAmount(book, amount)),
  premiumsPaid: (book) => book.premiumsPaid.map((amount) => scopedAmount(book, amount)),
  underlyings: ({ boards, view, rate }) => boards.map((board) => ({ ...board, view, rate })),
};
