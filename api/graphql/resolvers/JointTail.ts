import type { JointTailResolvers } from "../../generated/resolvers.ts";
import { JOINT_TAIL_FIELDS } from "../../services/stress/tail/joint-tail.ts";
import { JOINT_TAIL } from "../../stress/tail/joint-tail.ts";

/** Fields of `JointTail` that are not plain properties of its parent. */
export const JointTail: JointTailResolvers = { definition: () => JOINT_TAIL, ...JOINT_TAIL_FIELDS };
