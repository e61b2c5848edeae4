import { ActionParams } from "./action-params";
import { DeficitParams } from "./deficit-params";
import { SkipParams } from "./skip-params";

/** Changes of a deficit that stand alone; `flows` are what the payer paid. */
export class DeficitChangeParams extends ActionParams {
  /** What the log states wrongly though the change is applied; null for nothing. */
  gap: SkipParams | null = null;

  constructor(protocol: string, log: string, deficit: DeficitParams) {
    super(protocol, log);
    this.deficits = [deficit];
  }
}
