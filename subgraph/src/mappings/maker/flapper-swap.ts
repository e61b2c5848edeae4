import { Exec } from "../../../generated/MakerFlapperSwap/FlapperSwap";
import { recordImmediateSale } from "../../actions/record-immediate-sale";
import { AssetKind, AuctionKind } from "../../constants";
import { readContext } from "../../context";
import { AssetParams } from "../../params/asset-params";
import { ImmediateSaleParams } from "../../params/auction-params";
import { MAKER, systemMarket } from "./maker";

/** Records surplus that was swapped for the protocol's token at once: `lot` of the stablecoin, `bought` of the token. */
export function handleExec(event: Exec): void {
  const context = readContext();
  const coin = new AssetParams(
    context.bytes("coin"),
    AssetKind.ERC20,
    context.string("coinSymbol"),
    context.int("coinDecimals"),
  );
  const token = new AssetParams(
    context.bytes("token"),
    AssetKind.ERC20,
    context.string("tokenSymbol"),
    context.int("tokenDecimals"),
  );
  const market = systemMarket(context.bytes("vow"), context.bytes("vat"));
  const params = new ImmediateSaleParams(
    MAKER,
    "FlapperSwap.Exec",
    AuctionKind.SURPLUS,
    market,
    event.address,
    coin,
    token,
    event.params.lot,
    event.params.bought,
  );
  recordImmediateSale(event, params);
}
