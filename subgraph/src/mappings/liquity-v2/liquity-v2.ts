import { AssetKind, BalanceSource } from "../../constants";
import { SourceContext } from "../../context";
import { AssetParams } from "../../params/asset-params";
import { StabilitySystem, SYSTEM_DECIMALS } from "../stability-pool/stability-system";

/** Slug of the protocol. */
export const LIQUITY_V2 = "liquity-v2";

/** One branch: a collateral against BOLD, with a stability pool of its own whose every flow emits an event. */
export function branch(context: SourceContext): StabilitySystem {
  const symbol = context.string("collateralSymbol");
  const collateral = new AssetParams(context.bytes("collateral"), AssetKind.ERC20, symbol, SYSTEM_DECIMALS);
  const bold = new AssetParams(context.bytes("debt"), AssetKind.ERC20, "BOLD", SYSTEM_DECIMALS);
  const system = new StabilitySystem(
    LIQUITY_V2,
    context.bytes("troveManager"),
    context.bytes("stabilityPool"),
    collateral,
    bold,
    BalanceSource.FLOWS,
  );
  system.setFeed(context.bytes("priceFeed"));
  return system;
}
