import fc from "fast-check";

const seed = process.env["SEAWALL_SEED"];

/** One seed for all property tests of a run when SEAWALL_SEED is given; another one each time otherwise. */
if (seed !== undefined && seed !== "") fc.configureGlobal({ seed: Number(seed) });
