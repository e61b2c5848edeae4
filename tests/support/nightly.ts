/**
 * Returns how often to do something that chance decides: a handful of times, or many in the nightly mode
 * (SEAWALL_NIGHTLY=1).
 */
export function runCount(handful: number, nightly: number): number {
  return process.env["SEAWALL_NIGHTLY"] === "1" ? nightly : handful;
}
