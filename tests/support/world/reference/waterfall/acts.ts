import fc from "fast-check";
import { type Hex, numberToHex, zeroAddress } from "viem";
import { COOLDOWN, type Treaty, VESTING } from "./layer-models.ts";
import { LAYERS, type WaterfallModel } from "./waterfall-model.ts";

/** Accounts of the chain, by what they may do. */
export const GOVERNANCE = 0;
export const RUNNER = 1;
export const STAKERS = [2, 3] as const;
export const BUYER = 4;
export const REINSURER = 5;
export const ACCOUNTS = [GOVERNANCE, RUNNER, ...STAKERS, BUYER, REINSURER] as const;

const FEE = 3;
const DAY = 86_400;
/** Place of socialisation, after the layers. */
const LAST_RANK = LAYERS.length + 1;

/** The market whose losses run through the waterfall; chosen by the test, as its runner's contract would. */
export const MARKET = numberToHex(77, { size: 32 });

/** Who gets what leaves the fund and the buffer. */
export const TREASURY = numberToHex(0xf1, { size: 20 });

/** One call and what it does to the model, which answers whether the contract accepts it. */
export interface Act {
  readonly from: number;
  readonly contract: string;
  readonly functionName: string;
  readonly args: readonly unknown[];
  readonly apply: (model: WaterfallModel) => boolean;
}

/** Small amounts make roundings matter, round ones meet limits. */
const amount = fc.oneof(
  fc.bigInt({ min: 0n, max: 12n }),
  fc.bigInt({ min: 0n, max: 1_500n }),
  fc.constantFrom(100n, 500n, 1_000n),
);
/** Losses from dust to more than all layers have. */
const lossAmount = fc.oneof(
  amount,
  fc.bigInt({ min: 0n, max: 8_000n }),
  fc.bigInt({ min: 5_000n, max: 20_000n }),
);
/** What layers begin with. */
const endowment = fc.oneof({ weight: 4, arbitrary: fc.bigInt({ min: 1n, max: 2_000n }) }, fc.constant(0n));
const shares = fc.oneof(fc.bigInt({ min: 0n, max: 900_000n }), fc.constantFrom(1n, 1_000n, 100_000n));
const bps = fc.oneof(
  fc.constantFrom(0n, 1n, 5_000n, 9_999n, 10_000n, 10_001n),
  fc.bigInt({ min: 0n, max: 10_000n }),
);
const staker = fc.constantFrom(STAKERS[0], ...STAKERS);
const anybody = fc.constantFrom(...ACCOUNTS);
/** Mostly the one who may, and sometimes another. */
const mostly = (who: number) => fc.oneof({ weight: 4, arbitrary: fc.constant(who) }, anybody);
/** Ids of losses; few, so that they are used twice and closed in parts. Zero names none and is not recognised here. */
const lossId = fc.oneof(fc.constantFrom(1n, 2n, 3n), fc.bigInt({ min: 1n, max: 9n }));
const lossOrNone = fc.constantFrom(0n, 1n, 1n, 1n, 2n);

function word(value: bigint): Hex {
  return numberToHex(value, { size: 32 });
}

function act(from: number, call: string, args: readonly unknown[], apply: Act["apply"]): Act {
  const [contract = "", functionName = ""] = call.split(".");
  return { from, contract, functionName, args, apply };
}

const contribute = (a: bigint) =>
  act(RUNNER, "InsuranceFund.contribute", [FEE, a], ({ fund }) => fund.add(a));
const collect = (a: bigint) =>
  act(RUNNER, "SurplusBuffer.collect", [FEE, a], ({ surplus }) => surplus.add(a));
const stakeFor = (who: number, a: bigint) =>
  act(who, "StakedModule.stake", [a], ({ stake }) => stake.stake(who, a));
const requestExit = (who: number, some: bigint) =>
  act(who, "StakedModule.requestExit", [some], ({ stake, now }) => stake.requestExit(who, some, now));
const deploy = (a: bigint) => act(GOVERNANCE, "BondReserve.deploy", [a], ({ bonds }) => bonds.deploy(a));
const buy = (a: bigint) => act(BUYER, "BondReserve.buy", [a], ({ bonds, now }) => bonds.buy(a, now));
const setTerms = (price: bigint, off: bigint) =>
  act(GOVERNANCE, "BondReserve.setTerms", [price, off], ({ bonds }) => bonds.setTerms(price, off));
const insure = (a: bigint) =>
  act(REINSURER, "ReinsuranceLayer.fund", [a], ({ reinsurance }) => reinsurance.add(a));
const cede = (one: Treaty) => {
  const args = [one.premium, one.retention, one.limit, one.seconds];
  return act(GOVERNANCE, "ReinsuranceLayer.cede", args, ({ reinsurance, now }) => reinsurance.cede(one, now));
};

const fundActs = [
  amount.map(contribute),
  fc
    .tuple(mostly(GOVERNANCE), amount)
    .map(([who, a]) =>
      act(who, "InsuranceFund.withdraw", [TREASURY, a], ({ fund }) => who === GOVERNANCE && fund.take(a)),
    ),
  amount.map(collect),
  anybody.map((who) => act(who, "SurplusBuffer.distribute", [], ({ surplus }) => surplus.distribute())),
  amount.map((a) => act(GOVERNANCE, "SurplusBuffer.setTarget", [a], ({ surplus }) => surplus.setTarget(a))),
];

const stakeActs = [
  fc.tuple(staker, amount).map(([who, a]) => stakeFor(who, a)),
  fc.tuple(staker, shares).map(([who, some]) => requestExit(who, some)),
  staker.map((who) => act(who, "StakedModule.cancelExit", [], ({ stake }) => stake.cancelExit(who))),
  staker.map((who) => act(who, "StakedModule.exit", [], ({ stake, now }) => stake.exit(who, now))),
  amount.map((a) => act(RUNNER, "StakedModule.reward", [a], ({ stake }) => stake.add(a))),
  bps.map((most) =>
    act(GOVERNANCE, "StakedModule.setMaxSlash", [most], ({ stake }) => stake.setMaxSlash(most)),
  ),
];

const bondActs = [
  fc.tuple(amount, bps).map(([price, off]) => setTerms(price, off)),
  amount.map(buy),
  fc.constant(act(BUYER, "BondReserve.redeem", [], ({ bonds, now }) => bonds.redeem(now))),
  amount.map(deploy),
  fc
    .tuple(amount, amount)
    .map(([a, gain]) =>
      act(GOVERNANCE, "BondReserve.recall", [a, gain], ({ bonds }) => bonds.recall(a, gain)),
    ),
];

const treaty = fc.record({
  premium: amount,
  retention: amount,
  limit: amount,
  seconds: fc.bigInt({ min: 0n, max: BigInt(20 * DAY) }),
});

const reinsuranceActs = [
  amount.map(insure),
  amount.map((a) =>
    act(REINSURER, "ReinsuranceLayer.release", [a], ({ reinsurance, now }) => reinsurance.release(a, now)),
  ),
  bps.map((rate) =>
    act(REINSURER, "ReinsuranceLayer.setLeastRate", [rate], ({ reinsurance }) =>
      reinsurance.setLeastRate(rate),
    ),
  ),
  treaty.map(cede),
];

const absorb = (loss: bigint, a: bigint) =>
  act(RUNNER, "Waterfall.absorb", [MARKET, word(loss), zeroAddress, a], (model) => model.absorb(loss, a));

const closingActs = [
  fc
    .tuple(anybody, lossOrNone, lossAmount)
    .map(([who, loss, a]) =>
      act(who, "Waterfall.cover", [MARKET, word(loss), a], (model) => model.close(loss, a)),
    ),
  fc
    .tuple(mostly(RUNNER), lossOrNone, lossAmount)
    .map(([who, loss, a]) =>
      act(
        who,
        "Waterfall.socialise",
        [MARKET, word(loss), a, LAST_RANK, 10_000n],
        (model) => who === RUNNER && model.close(loss, a),
      ),
    ),
  fc
    .tuple(lossOrNone, lossAmount)
    .map(([loss, a]) =>
      act(GOVERNANCE, "Waterfall.writeOff", [MARKET, word(loss), a], (model) => model.close(loss, a)),
    ),
];

/** Calls that only the waterfall may make. */
const stolenDraw = fc
  .tuple(fc.constantFrom(...LAYERS), anybody, amount)
  .map(([layer, who, a]) => act(who, `${layer}.payLoss`, [word(1n), a, a], () => false));

/** Any act; losses and what fills the layers come more often, so that most losses find something to take. */
export const anyAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(lossId, lossAmount).map(([loss, a]) => absorb(loss, a)) },
  { weight: 5, arbitrary: fc.oneof(...fundActs) },
  { weight: 6, arbitrary: fc.oneof(...stakeActs) },
  { weight: 5, arbitrary: fc.oneof(...bondActs) },
  { weight: 5, arbitrary: fc.oneof(...reinsuranceActs) },
  { weight: 7, arbitrary: fc.oneof(...closingActs) },
  { weight: 1, arbitrary: stolenDraw },
);

/** Fills the layers, some of them with nothing, and recognises a first loss. */
export const anyOpening: fc.Arbitrary<Act[]> = fc
  .tuple(endowment, endowment, endowment, endowment, endowment, treaty, lossAmount)
  .map(([fund, staked, bonds, surplus, reinsurance, terms, loss]) => [
    contribute(fund),
    stakeFor(STAKERS[0], staked),
    requestExit(STAKERS[0], staked * 300n),
    setTerms(7n, 500n),
    buy(bonds),
    deploy(bonds / 3n),
    collect(surplus),
    insure(reinsurance),
    cede(terms),
    absorb(1n, loss),
  ]);

/** Seconds to the next block; often as long as stakers and buyers of bonds must wait. */
export const anyPause: fc.Arbitrary<bigint> = fc.oneof(
  fc.constantFrom(1n, 12n),
  fc.constantFrom(VESTING, COOLDOWN, COOLDOWN + BigInt(DAY), COOLDOWN + BigInt(2 * DAY)),
  fc.bigInt({ min: 1n, max: BigInt(10 * DAY) }),
);
