import type { CoMovementResolvers } from "../../generated/resolvers.ts";
import { CO_MOVEMENT } from "../../stress/tail/co-movement.ts";

/** Fields of `CoMovement` that are not plain properties of its parent. */
export const CoMovement: CoMovementResolvers = { definition: () => CO_MOVEMENT };
