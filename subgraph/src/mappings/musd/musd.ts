import { Bytes } from "@graphprotocol/graph-ts";
import { AssetKind, BalanceSource } from "../../constants";
import { SourceContext } from "../../context";
import { AssetParams } from "../../params/asset-params";
import { ReceiptLayout } from "../stability-pool/receipt-layout";
import { StabilitySystem, SYSTEM_DECIMALS } from "../stability-pool/stability-system";

/** Slug of the protocol. */
export const MUSD = "musd";

/** `Liquidation` with five words, `StabilityPoolMUSDBalanceUpdated`, `StabilityPoolCollateralBalanceUpdated`. */
export const MUSD_LAYOUT = new ReceiptLayout(
  Bytes.fromHexString("0x5823f33ee3da2874398138f21ff2fcd7078180caf18ccb37ac445d9a5abfa75f"),
  Bytes.fromHexString("0xfb502a10a442e29149185372d74b953304b5bc0a0d9d431c070905d3dfbc89e3"),
  Bytes.fromHexString("0x5745610f99463e502f9c3333585fe329b498e36b00b8c1bdfd8dc87dfe35b5ea"),
);

/** The one market of the system: bitcoin, the coin of the Mezo chain, against MUSD. Its price feed emits no price. */
export function musd(context: SourceContext): StabilitySystem {
  const bitcoin = new AssetParams(Bytes.fromHexString(ZERO), AssetKind.NATIVE, "BTC", SYSTEM_DECIMALS);
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

const ZERO = "0x0000000000000000000000000000000000000000";
