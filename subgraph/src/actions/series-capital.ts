import { Bytes } from "@graphprotocol/graph-ts";
import { OptionSeries } from "../../generated/schema";
import { AssetKind } from "../constants";
import { NO_KEY } from "../ids";
import { AssetParams } from "../params/asset-params";
import { BackstopParams } from "../params/backstop-params";
import { loadBackstop } from "../store/backstop";
import { debtAssetOf } from "../store/market";

/** The recorded pool that writes a series; null where its id is not made of its contract alone. */
export function recordedWriter(protocol: string, series: OptionSeries): BackstopParams | null {
  const known = loadBackstop(series.backstop);
  if (known === null) return null;
  return new BackstopParams(
    protocol,
    known.contract,
    NO_KEY,
    known.name,
    known.kind,
    known.layer,
    known.rank,
    known.balanceSource,
  );
}

/** The recorded asset in which the market of a series counts; null where it has no single one. */
export function recordedPayoffAsset(series: OptionSeries): AssetParams | null {
  const asset: Bytes | null = debtAssetOf(series.market);
  return asset === null ? null : new AssetParams(asset, AssetKind.ERC20, null, -1);
}
