import { parseEther } from "viem";
import {
  deployCredit,
  KEEPER,
  openVault,
  POOL_DEPOSITOR,
  RECAP_BIDDER,
  reportPrice,
} from "./deploy-credit.ts";
import { GOVERNANCE, type ReferenceStage } from "./reference-stage.ts";

const HOUR = 3_600;

async function flagAndWait(stage: ReferenceStage, owner: number, price: string): Promise<void> {
  await stage.call(KEEPER, "LiquidationEngine", "flag", [stage.address(owner)]);
  await stage.wait(HOUR);
  await reportPrice(stage, price);
}

async function give(
  stage: ReferenceStage,
  [from, to]: readonly [number, number],
  dollars: string,
): Promise<void> {
  await stage.call(from, "RUSD", "transfer", [stage.address(to), parseEther(dollars)]);
}

/** Four vaults: one liquidated by a keeper, one taken by the pool, one auctioned in part, one worth less than its debt. */
export async function playCredit(stage: ReferenceStage): Promise<void> {
  await deployCredit(stage);
  await reportPrice(stage, "200");
  await openVault(stage, 1, "10", "1000");
  await openVault(stage, 2, "10", "1200");
  await openVault(stage, 3, "10", "1250");
  await openVault(stage, 4, "40", "4400");
  await give(stage, [4, POOL_DEPOSITOR], "2000");
  await give(stage, [4, KEEPER], "2400");
  await give(stage, [1, KEEPER], "1000");
  await give(stage, [2, KEEPER], "1200");
  await give(stage, [3, KEEPER], "300");
  await give(stage, [3, RECAP_BIDDER], "950");
  await stage.call(POOL_DEPOSITOR, "StabilityPool", "deposit", [parseEther("2000")]);
  await reportPrice(stage, "150");
  await flagAndWait(stage, 1, "148");
  await stage.call(KEEPER, "LiquidationEngine", "liquidate", [stage.address(1), parseEther("300")]);
  await flagAndWait(stage, 2, "147");
  await stage.call(KEEPER, "LiquidationEngine", "offset", [stage.address(2)]);
  await stage.call(POOL_DEPOSITOR, "StabilityPool", "claimGain");
  await stage.call(POOL_DEPOSITOR, "StabilityPool", "withdraw", [parseEther("100")]);
  await flagAndWait(stage, 3, "120");
  await auctionOff(stage, 3);
  await flagAndWait(stage, 4, "90");
  await stage.call(KEEPER, "LiquidationEngine", "liquidate", [stage.address(4), 0n]);
  await recapitalise(stage);
}

/** The first run of the auction ends without a buyer; the second sells the lot below the debt. */
async function auctionOff(stage: ReferenceStage, owner: number): Promise<void> {
  await stage.call(KEEPER, "LiquidationEngine", "auctionOff", [stage.address(owner)]);
  const auction = await auctionId(stage);
  await stage.wait(2 * HOUR);
  await reportPrice(stage, "118");
  await stage.call(KEEPER, "LiquidationEngine", "restartAuction", [auction]);
  await stage.wait(HOUR / 3);
  await stage.call(KEEPER, "DutchAuction", "take", [auction, parseEther("4"), parseEther("200")]);
  await stage.wait(HOUR / 4);
  await stage.call(KEEPER, "DutchAuction", "take", [auction, parseEther("10"), parseEther("200")]);
}

/** The contract's address and the number of its first id after that of the backstop. */
async function auctionId(stage: ReferenceStage): Promise<`0x${string}`> {
  const backstop = BigInt(await stage.read<string>("DutchAuction", "backstop"));
  return `0x${(backstop + 1n).toString(16).padStart(64, "0")}`;
}

async function recapitalise(stage: ReferenceStage): Promise<void> {
  const market = await stage.read<string>("CollateralVault", "market");
  await stage.call(GOVERNANCE, "Recapitalisation", "start", [market, parseEther("700"), parseEther("90")]);
  const backstop = BigInt(await stage.read<string>("Recapitalisation", "backstop"));
  const sale = `0x${(backstop + 1n).toString(16).padStart(64, "0")}`;
  await stage.call(RECAP_BIDDER, "Recapitalisation", "bidLower", [sale, parseEther("80")]);
  await stage.wait(3 * HOUR);
  await stage.call(RECAP_BIDDER, "Recapitalisation", "settle", [sale]);
  const args = [market, stage.address(RECAP_BIDDER), parseEther("200"), parseEther("30")];
  await stage.call(GOVERNANCE, "Recapitalisation", "issue", args);
}
