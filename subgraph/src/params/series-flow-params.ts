import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { ActionParams } from "./action-params";

/** One movement of the capital behind a series. */
export class SeriesFlowPart {
  /** One of HoldKind for HOLD and RELEASE; null otherwise. */
  hold: string | null = null;
  /** Who paid or received; null when the event does not tell. */
  account: Bytes | null = null;

  /**
   * @param direction - One of FlowDirection.
   * @param cause - One of FlowCause.
   * @param amount - In units of the debt asset of the series' market; with zero nothing is written.
   */
  constructor(
    public direction: string,
    public cause: string,
    public amount: BigInt,
  ) {}
}

/** Movements of the capital behind a series, where the log names the series and neither pool nor asset. */
export class SeriesFlowParams extends ActionParams {
  /** Views that gave no answer, for people; null when all did. Becomes a SkippedEvent CALL_FAILED. */
  failedCalls: string | null = null;

  /**
   * @param series - Id of the series.
   */
  constructor(
    protocol: string,
    log: string,
    public series: Bytes,
    public parts: Array<SeriesFlowPart>,
  ) {
    super(protocol, log);
  }
}
