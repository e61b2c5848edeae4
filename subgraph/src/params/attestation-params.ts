import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { ActionParams } from "./action-params";
import { AssetParams } from "./asset-params";
import { BackstopParams } from "./backstop-params";

/** What somebody states that a protocol holds and owes. */
export class AttestationParams extends ActionParams {
  /** Mechanism or backstop that it is about; null for the whole protocol. */
  backstop: BackstopParams | null = null;
  /** Sequence number of the attester; null when it has none. */
  epoch: BigInt | null = null;
  /** Commitment to the assets; null when none is published. */
  assetsRoot: Bytes | null = null;
  /** Commitment to the liabilities; null when none is published. */
  liabilitiesRoot: Bytes | null = null;
  /** Unit of the totals; null when none are stated. */
  asset: AssetParams | null = null;
  /** Stated total, in units of `asset`; null when only a commitment is published. */
  assets: BigInt | null = null;
  /** Stated total, in units of `asset`; null when only a commitment is published. */
  liabilities: BigInt | null = null;
  /** True when a verifier contract checked the proof on chain. */
  isVerified: bool = false;

  constructor(
    protocol: string,
    log: string,
    public attester: Bytes,
  ) {
    super(protocol, log);
  }
}
