import { ActionParams } from "./action-params";

/** A log that cannot be applied, found before any entity is loaded. */
export class SkipParams extends ActionParams {
  /**
   * @param reason - One of SkipReason.
   * @param detail - What was expected and what came.
   */
  constructor(
    protocol: string,
    log: string,
    public reason: string,
    public detail: string,
  ) {
    super(protocol, log);
  }
}
