import { Address } from "@graphprotocol/graph-ts";
import { AssetKind, BalanceSource } from "../../constants";
import { SourceContext } from "../../context";
import { AssetParams } from "../../params/asset-params";
import { ReceiptLayout } from "../stability-pool/receipt-layout";
import { StabilitySystem, SYSTEM_DECIMALS } from "../stability-pool/stability-system";

/** Slug of the protocol. */
export const MUSD = "musd";

/** Events in which MUSD differs from Liquity v1. */
export const MUSD_LAYOUT = new ReceiptLayout(
  "Liquidation(uint256,uint256,uint256,uint256,uint256)",
  "StabilityPoolMUSDBalanceUpdated(uint256)",
  "StabilityPoolCollateralBalanceUpdated(uint256)",
);

/** The one market of the system: bitcoin, the coin of the Mezo chain, against MUSD. Its price feed emits no price. */
export function musd(context: SourceContext): StabilitySystem {
  const bitcoin = new AssetParams(Address.zero(), AssetKind.NATIVE, "BTC", SYSTEM_DECIMALS);
  const token = new AssetParams(context.bytes("debt"), AssetKind.ERC20, "MUSD", SYSTEM_DECIMALS);
  return new StabilitySystem(
    MUSD,
    context.bytes("troveManager"),
    context.bytes("stabilityPool"),
    bitcoin,
    token,
    BalanceSource.SNAPSHOT,
  );
}
