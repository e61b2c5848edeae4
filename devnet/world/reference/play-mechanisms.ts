import { playLayers } from "./play-layers.ts";
import { playLending } from "./play-lending.ts";
import { playOptions } from "./play-options.ts";
import { playDeposits, playGovernance, playPeg, playSharing } from "./play-peg.ts";
import { playClearing, playPerpetuals } from "./play-perpetuals.ts";
import type { ReferenceStage } from "./reference-stage.ts";

/** Plays that share contracts, in the order in which they need each other's. */
const PLAYS = [
  playLayers,
  playLending,
  playOptions,
  playPerpetuals,
  playClearing,
  playPeg,
  playSharing,
  playDeposits,
  playGovernance,
] as const;

/**
 * Takes every reference contract but those of vaults through a stress: layers of a waterfall, lending, options, perpetuals,
 * a clearing house, a peg, a shared pool, deposit insurance, governance.
 *
 * @param onPlay - Called before each play with the part that is over, 0 to 1.
 */
export async function playMechanisms(
  stage: ReferenceStage,
  onPlay: (part: number) => void = () => undefined,
): Promise<void> {
  for (const [at, play] of PLAYS.entries()) {
    onPlay(at / PLAYS.length);
    await play(stage);
  }
}
