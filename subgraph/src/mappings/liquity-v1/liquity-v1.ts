import { Address } from "@graphprotocol/graph-ts";
import { AssetKind, BalanceSource } from "../../constants";
import { SourceContext } from "../../context";
import { AssetParams } from "../../params/asset-params";
import { ReceiptLayout } from "../stability-pool/receipt-layout";
import { StabilitySystem, SYSTEM_DECIMALS } from "../stability-pool/stability-system";

/** Slug of the protocol. */
export const LIQUITY_V1 = "liquity-v1";

/** Events of Liquity v1 itself. */
export const LIQUITY_V1_LAYOUT = new ReceiptLayout(
  "Liquidation(uint256,uint256,uint256,uint256)",
  "StabilityPoolLUSDBalanceUpdated(uint256)",
  "StabilityPoolETHBalanceUpdated(uint256)",
);

/** The one market of the system: ether against LUSD. The pool states its balance after every change. */
export function liquityV1(context: SourceContext): StabilitySystem {
  const ether = new AssetParams(Address.zero(), AssetKind.NATIVE, "ETH", SYSTEM_DECIMALS);
  const lusd = new AssetParams(context.bytes("debt"), AssetKind.ERC20, "LUSD", SYSTEM_DECIMALS);
  const system = new StabilitySystem(
    LIQUITY_V1,
    context.bytes("troveManager"),
    context.bytes("stabilityPool"),
    ether,
    lusd,
    BalanceSource.SNAPSHOT,
  );
  system.setFeed(context.bytes("priceFeed"));
  return system;
}
