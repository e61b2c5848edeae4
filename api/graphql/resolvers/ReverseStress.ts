import type { ReverseStressResolvers } from "../../generated/resolvers.ts";
import type { View } from "../../services/ports.ts";
import { EMPIRICAL_FAILURE } from "../../stress/default/empirical-failure.ts";
import { REVERSE_STRESS } from "../../stress/reverse/reverse-stress.ts";
import type { BreakingScenario } from "../../stress/reverse/run-reverse-stress.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `ReverseStress` that are not plain properties of its parent. */
export const ReverseStress: ReverseStressResolvers = {
  definition: () => REVERSE_STRESS,
  failureDefinition: () => EMPIRICAL_FAILURE,
  assets: (report, _, context) =>
    Promise.all(report.assets.map((asset) => lookUp(context, "asset", report, asset))),
  nearest: ({ nearest, view }) => scenario(nearest, view),
  historical: ({ historical, view }) => scenario(historical, view),
  impairment: ({ impairment, view }) => impairment.sets.map((set) => ({ ...set, view })),
  impairmentTriedUpTo: ({ impairment }) => impairment.triedUpTo,
};

function scenario(found: BreakingScenario | null, view: View) {
  return found === null ? null : { ...found, moves: found.moves.map((move) => ({ ...move, view })) };
}
