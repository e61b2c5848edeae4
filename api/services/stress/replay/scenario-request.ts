import type { ScenarioType } from "../../../stress/replay/replay-scenario.ts";
import type { ImpactRequest } from "../cascade/impact-request.ts";

type Optional<T> = T | null | undefined;

/** One event as a caller states it. */
export type EventRequest = {
  readonly type: ScenarioType;
  readonly asset?: Optional<string>;
  /** Id or name. */
  readonly market?: Optional<string>;
  readonly fromSeconds?: Optional<number>;
  readonly toSeconds?: Optional<number>;
  readonly change?: Optional<number>;
  readonly share?: Optional<number>;
  readonly rule?: Optional<"THRESHOLD" | "CLOSE_FACTOR" | "BONUS">;
  readonly value?: Optional<number>;
};

/** A window of history; seconds since 1970-01-01 UTC. */
export type EpisodeRequest = {
  readonly from: bigint;
  readonly to: bigint;
  readonly volAdjusted?: Optional<boolean>;
};

/** A scenario as a caller states it; what is left out has the default of the API's schema. */
export type ScenarioRequest = {
  readonly name?: Optional<string>;
  readonly stepSeconds?: Optional<number>;
  readonly steps?: Optional<number>;
  readonly episode?: Optional<EpisodeRequest>;
  readonly paths?: Optional<readonly { readonly asset: string; readonly multiples: readonly number[] }[]>;
  readonly proxies?: Optional<
    readonly {
      readonly asset: string;
      readonly proxy: string;
      readonly beta?: Optional<number>;
      readonly change?: Optional<number>;
    }[]
  >;
  readonly events?: Optional<readonly EventRequest[]>;
  readonly oracle?: Optional<{
    readonly lagSeconds?: Optional<number>;
    readonly heartbeatSeconds?: Optional<number>;
    readonly deviationBps?: Optional<number>;
  }>;
  readonly keepers?: Optional<{
    readonly debtPerHour?: Optional<number>;
    readonly gasPerLiquidation?: Optional<number>;
  }>;
  readonly depth?: Optional<readonly { readonly asset: string; readonly impact: ImpactRequest }[]>;
  readonly recoveryHalfLifeSeconds?: Optional<number>;
  readonly liquidationDelaySeconds?: Optional<number>;
  readonly auctionSeconds?: Optional<number>;
  readonly scale?: Optional<number>;
  readonly findMultiplier?: Optional<boolean>;
};
