import type { FixtureRows } from "../ledger-fixture.ts";
import { CAPITAL } from "./capital.ts";
import { CREDIT } from "./credit.ts";
import { OPTIONS } from "./options.ts";
import { POSITIONS } from "./positions.ts";
import { REFERENCE } from "./reference.ts";

/**
 * A ledger small enough to check by hand. Mutable rows hold wrong numbers (99) wherever facts tell better, so that an
 * answer read from them is seen.
 */
export const SMALL_LEDGER: FixtureRows = { ...REFERENCE, ...CAPITAL, ...CREDIT, ...OPTIONS, ...POSITIONS };
