import { maxUint256, parseEther, zeroAddress } from "viem";

const HOUR = 3_600n;
const DAY = 24n * HOUR;
const WEEK = 7n * DAY;
const wad = (value: string) => parseEther(value);

/** Who receives the reserved fees: the package's `DEFAULT_SECURITY_MODULE`. */
const SECURITY_MODULE = "0xefeefeefeefeefeefeefeefeefeefeefeefeefee";

/** The parameters with which the package's own tests run (`dist/test/utils/defaultParams.js`), by contract and setter. */
export const LYRA_PARAMETERS: readonly (readonly [string, string, unknown])[] = [
  [
    "OptionMarket",
    "setOptionMarketParams",
    {
      maxBoardExpiry: 365n * DAY,
      securityModule: SECURITY_MODULE,
      feePortionReserved: wad("0.1"),
      staticBaseSettlementFee: wad("0.0075"),
    },
  ],
  [
    "LiquidityPool",
    "setLiquidityPoolParameters",
    {
      minDepositWithdraw: wad("1"),
      depositDelay: WEEK,
      withdrawalDelay: WEEK,
      withdrawalFee: wad("0.01"),
      liquidityCBThreshold: wad("0.01"),
      liquidityCBTimeout: 3n * DAY,
      ivVarianceCBThreshold: wad("0.1"),
      skewVarianceCBThreshold: wad("0.35"),
      ivVarianceCBTimeout: 12n * HOUR,
      skewVarianceCBTimeout: 12n * HOUR,
      guardianMultisig: zeroAddress,
      guardianDelay: 2n * WEEK,
      boardSettlementCBTimeout: 6n * HOUR,
      maxFeePaid: wad("0.01"),
    },
  ],
  ["ShortPoolHedger", "setPoolHedgerParams", { interactionDelay: DAY, hedgeCap: maxUint256 }],
  ["ShortPoolHedger", "setShortBuffer", wad("2")],
  [
    "OptionGreekCache",
    "setGreekCacheParameters",
    {
      maxStrikesPerBoard: 30n,
      acceptableSpotPricePercentMove: wad("0.05"),
      staleUpdateDuration: 3n * HOUR,
      varianceIvGWAVPeriod: DAY,
      varianceSkewGWAVPeriod: 3n * DAY,
      optionValueIvGWAVPeriod: DAY,
      optionValueSkewGWAVPeriod: 3n * DAY,
      gwavSkewFloor: wad("0.5"),
      gwavSkewCap: wad("2"),
      rateAndCarry: wad("0.05"),
    },
  ],
  [
    "OptionGreekCache",
    "setMinCollateralParameters",
    {
      minStaticBaseCollateral: wad("0.2"),
      minStaticQuoteCollateral: wad("200"),
      shockVolA: wad("2.5"),
      shockVolPointA: 2n * WEEK,
      shockVolB: wad("1.8"),
      shockVolPointB: 8n * WEEK,
      callSpotPriceShock: wad("1.2"),
      putSpotPriceShock: wad("0.8"),
    },
  ],
  [
    "OptionGreekCache",
    "setForceCloseParameters",
    {
      ivGWAVPeriod: 12n * HOUR,
      skewGWAVPeriod: DAY,
      shortVolShock: wad("1.2"),
      shortPostCutoffVolShock: wad("1.4"),
      longVolShock: wad("0.8"),
      longPostCutoffVolShock: wad("0.5"),
      liquidateVolShock: wad("1.3"),
      liquidatePostCutoffVolShock: wad("1.6"),
      shortSpotMin: wad("0.01"),
      liquidateSpotMin: wad("0.02"),
    },
  ],
  [
    "OptionMarketPricer",
    "setPricingParams",
    {
      optionPriceFeeCoefficient: wad("0.01"),
      optionPriceFee1xPoint: 6n * WEEK,
      optionPriceFee2xPoint: 16n * WEEK,
      spotPriceFeeCoefficient: wad("0.01"),
      spotPriceFee1xPoint: 6n * WEEK,
      spotPriceFee2xPoint: 12n * WEEK,
      vegaFeeCoefficient: wad("100"),
      standardSize: wad("5"),
      skewAdjustmentFactor: wad("0.75"),
    },
  ],
  [
    "OptionMarketPricer",
    "setTradeLimitParams",
    {
      maxBaseIV: wad("2"),
      maxSkew: wad("1.5"),
      minBaseIV: wad("0.35"),
      minSkew: wad("0.5"),
      minDelta: wad("0.15"),
      minForceCloseDelta: wad("0.25"),
      minVol: wad("0.55"),
      maxVol: wad("3"),
      tradingCutoff: DAY / 2n,
      absMaxSkew: wad("5"),
      absMinSkew: wad("0.15"),
      capSkewsToAbs: false,
    },
  ],
  [
    "OptionMarketPricer",
    "setVarianceFeeParams",
    {
      defaultVarianceFeeCoefficient: wad("0.25"),
      forceCloseVarianceFeeCoefficient: wad("0.25"),
      skewAdjustmentCoefficient: wad("3"),
      referenceSkew: wad("1"),
      minimumStaticSkewAdjustment: wad("1"),
      vegaCoefficient: wad("0.01"),
      minimumStaticVega: 0n,
      ivVarianceCoefficient: wad("1.5"),
      minimumStaticIvVariance: wad("1"),
    },
  ],
  [
    "OptionToken",
    "setPartialCollateralParams",
    {
      penaltyRatio: wad("0.2"),
      liquidatorFeeRatio: wad("0.4"),
      smFeeRatio: wad("0.3"),
      minLiquidationFee: wad("15"),
    },
  ],
];
