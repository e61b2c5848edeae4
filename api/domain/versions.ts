/** Version of the code that computes, part of every `calcId` (SemVer). */
export const ENGINE_VERSION = "0.1.0";

/** Version of the metrics' formulas (SemVer); a changed formula raises it. */
export const METHODOLOGY_VERSION = "1.2.0";

/** Version of the API's SDL (SemVer). */
export const API_VERSION = "0.1.0";
