import { Cover, CoverBought } from "../../../generated/NexusCover/Cover";
import { recordOptionSeries } from "../../actions/record-option-series";
import { recordSkippedEvent } from "../../actions/record-skipped-event";
import { OptionStyle, SettlementKind, SkipReason } from "../../constants";
import { readContext } from "../../context";
import { OptionSeriesParams } from "../../params/option-params";
import { SeriesRegistrationParams } from "../../params/series-registration-params";
import { SkipParams } from "../../params/skip-params";
import { coverAsset } from "./cover-asset";
import { capitalPool, coverMarket, NEXUS } from "./nexus";

const COVER_BOUGHT = "Cover.CoverBought";

/** Records a cover: amount, asset and end come from the contract's view. What was paid for it the log does not state. */
export function handleCoverBought(event: CoverBought): void {
  const id = event.params.coverId;
  const data = Cover.bind(event.address).try_getCoverData(id);
  if (data.reverted) {
    const detail = `Expected getCoverData(${id.toString()}), got no answer`;
    recordSkippedEvent(event, new SkipParams(NEXUS, COVER_BOUGHT, SkipReason.CALL_FAILED, detail));
    return;
  }
  const context = readContext();
  const asset = coverAsset(event, COVER_BOUGHT, context, data.value.getCoverAsset());
  if (asset === null) return;
  const pool = context.bytes("pool");
  const series = new OptionSeriesParams(
    NEXUS,
    event.address,
    id,
    coverMarket(pool),
    capitalPool(pool),
    OptionStyle.PARAMETRIC,
    SettlementKind.CASH,
    asset,
    0,
  );
  series.size = data.value.getAmount();
  series.expiry = data.value.getStart().plus(data.value.getPeriod()).plus(data.value.getGracePeriod());
  recordOptionSeries(event, new SeriesRegistrationParams(NEXUS, COVER_BOUGHT, series));
}
