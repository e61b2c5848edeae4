import { Bytes } from "@graphprotocol/graph-ts";
import { AssetKind, BalanceSource } from "../../constants";
import { SourceContext } from "../../context";
import { AssetParams } from "../../params/asset-params";
import { ReceiptLayout } from "../stability-pool/receipt-layout";
import { StabilitySystem, SYSTEM_DECIMALS } from "../stability-pool/stability-system";

/** Slug of the protocol. */
export const LIQUITY_V1 = "liquity-v1";

/** `Liquidation` with four words, `StabilityPoolLUSDBalanceUpdated`, `StabilityPoolETHBalanceUpdated`. */
export const LIQUITY_V1_LAYOUT = new ReceiptLayout(
  Bytes.fromHexString("0x4152c73dd2614c4f9fc35e8c9cf16013cd588c75b49a4c1673ecffdcbcda9403"),
  Bytes.fromHexString("0xa8e886449d8f7e765877b4a4f54632da3943ae454d5a272bdccb1781f086ff29"),
  Bytes.fromHexString("0xceb6d671277d4354fd29977ada70695fbd93a16612abf765d6b0e25c28dc6db3"),
);

/** The one market of the system: ether against LUSD. The pool states its balance after every change. */
export function liquityV1(context: SourceContext): StabilitySystem {
  const ether = new AssetParams(Bytes.fromHexString(ZERO), AssetKind.NATIVE, "ETH", SYSTEM_DECIMALS);
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

const ZERO = "0x0000000000000000000000000000000000000000";
