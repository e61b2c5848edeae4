import type { AuctionRecoveryReportResolvers } from "../../generated/resolvers.ts";
import { AUCTION_RECOVERY } from "../../solvency/auction-recovery.ts";

/** Fields of `AuctionRecoveryReport` that are not plain properties of its parent. */
export const AuctionRecoveryReport: AuctionRecoveryReportResolvers = { definition: () => AUCTION_RECOVERY };
