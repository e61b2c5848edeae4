import { firstCrossing } from "./first-crossing.ts";

/** The smallest run that breaks a book whose loss stays. */
export type RunShare = {
  /** Part of the withdrawable capital, 0 to 1; null when even all of it leaves enough. */
  readonly share: number | null;
  /** US dollars that leave at that share; null when there is none. */
  readonly withdrawn: number | null;
  /** Capital that its providers can take out, US dollars. */
  readonly withdrawable: number;
};

/** Loss and resources as withdrawable capital leaves. */
export type RunInput = {
  /** Loss left after the layers of single markets, and shared resources, when a part of the withdrawable capital is gone. */
  readonly judge: (share: number) => { readonly loss: number; readonly resources: number };
  /** US dollars. */
  readonly withdrawable: number;
};

/**
 * Finds the smallest part of the withdrawable capital whose leaving breaks a book. The gap grows with the share, so the
 * break is found by bisection to the last representable number.
 *
 * @example with 100 of loss, 60 that stay and 80 that can leave: (60 + 80 − 100) / 80 = 0.5
 */
export function runShare({ judge, withdrawable }: RunInput): RunShare {
  const breaks = (share: number) => {
    const { loss, resources } = judge(share);
    return loss > resources;
  };
  const crossing = firstCrossing(breaks, [0, 1]);
  if (crossing === null) return { share: null, withdrawn: null, withdrawable };
  return { share: crossing.breaks, withdrawn: crossing.breaks * withdrawable, withdrawable };
}
