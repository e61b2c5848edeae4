import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { AssetParams } from "./asset-params";
import { BackstopParams } from "./backstop-params";
import { ExerciseTerms } from "./option-terms";

/** End of a part of a series: its holders, or one of them, are paid or get nothing. */
export class SeriesExerciseParams extends ExerciseTerms {
  /** Pool whose layer pays `settled`; null where no pool does. */
  payer: BackstopParams | null = null;
  /** Position that ends or shrinks; null where the settlement is of no single position. */
  positionId: Bytes | null = null;
  /** True when all that is open of the series ends; `size` is then what is open. */
  isOfWholeSeries: bool = false;
  /** Decimals of `size` where they are not the underlying's; below zero for the underlying's. See SeriesTradeParams. */
  sizeDecimals: i32 = -1;

  /**
   * @param series - Id of the series.
   * @param side - The protocol's side, one of OptionSide.
   * @param kind - One of ExerciseKind.
   * @param payoffAsset - Asset of `settled`.
   * @param settled - Paid to the holder.
   */
  constructor(
    protocol: string,
    log: string,
    public series: Bytes,
    public side: string,
    kind: string,
    payoffAsset: AssetParams,
    settled: BigInt,
  ) {
    super(protocol, log, kind, payoffAsset, settled);
  }
}
