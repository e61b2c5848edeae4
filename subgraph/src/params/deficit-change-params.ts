import { ActionParams } from "./action-params";
import { DeficitParams } from "./deficit-params";

/** Changes of a deficit that stand alone; `flows` are what the payer paid. */
export class DeficitChangeParams extends ActionParams {
  constructor(protocol: string, log: string, deficit: DeficitParams) {
    super(protocol, log);
    this.deficits = [deficit];
  }
}
