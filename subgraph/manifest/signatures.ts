/**
 * Human-readable signatures of everything the subgraph reads, by protocol and contract.
 *
 * The files under `abis/` are written from this list and from nothing else; `abis/README.md` says where each
 * signature comes from. `anonymous` marks events whose first topic is not the hash of the signature.
 */
export const SIGNATURES = {
  maker: {
    Cat: [
      "event Bite(bytes32 indexed ilk, address indexed urn, uint256 ink, uint256 art, uint256 tab, address flip, uint256 id)",
      "event LogNote(bytes4 indexed sig, address indexed usr, bytes32 indexed arg1, bytes32 indexed arg2, bytes data) anonymous",
    ],
    Flipper: [
      "event Kick(uint256 id, uint256 lot, uint256 bid, uint256 tab, address indexed usr, address indexed gal)",
      "event LogNote(bytes4 indexed sig, address indexed usr, bytes32 indexed arg1, bytes32 indexed arg2, bytes data) anonymous",
    ],
    Vow: [
      "event LogNote(bytes4 indexed sig, address indexed usr, bytes32 indexed arg1, bytes32 indexed arg2, bytes data) anonymous",
    ],
    Flopper: [
      "event Kick(uint256 id, uint256 lot, uint256 bid, address indexed gal)",
      "event LogNote(bytes4 indexed sig, address indexed usr, bytes32 indexed arg1, bytes32 indexed arg2, bytes data) anonymous",
    ],
    Flapper: [
      "event Kick(uint256 id, uint256 lot, uint256 bid)",
      "event LogNote(bytes4 indexed sig, address indexed usr, bytes32 indexed arg1, bytes32 indexed arg2, bytes data) anonymous",
    ],
    Osm: ["event LogValue(bytes32 val)"],
  },
  hegic: {
    HegicOptions: [
      "event Create(uint256 indexed id, address indexed account, uint256 settlementFee, uint256 totalFee)",
      "event Exercise(uint256 indexed id, uint256 profit)",
      "event Expire(uint256 indexed id, uint256 premium)",
      "event Expire(uint256 indexed id)",
      "function options(uint256 id) view returns (uint8 state, address holder, uint256 strike, uint256 amount, uint256 lockedAmount, uint256 premium, uint256 expiration, uint8 optionType)",
    ],
    HegicPool: [
      "event Provide(address indexed account, uint256 amount, uint256 writeAmount)",
      "event Withdraw(address indexed account, uint256 amount, uint256 writeAmount)",
      "event Profit(uint256 indexed id, uint256 amount)",
      "event Loss(uint256 indexed id, uint256 amount)",
    ],
  },
  keep: {
    AssetPool: [
      "event Deposited(address indexed underwriter, uint256 amount, uint256 covAmount)",
      "event CoverageClaimed(address indexed recipient, uint256 amount, uint256 timestamp)",
      "event WithdrawalInitiated(address indexed underwriter, uint256 covAmount, uint256 timestamp)",
      "event WithdrawalCompleted(address indexed underwriter, uint256 amount, uint256 covAmount, uint256 timestamp)",
      "event AssetPoolUpgraded(address indexed underwriter, uint256 collateralAmount, uint256 covAmount, uint256 timestamp)",
    ],
    RewardsPool: ["event RewardWithdrawn(uint256 amount)"],
  },
  perp: {
    ClearingHouse: [
      "event PositionChanged(address indexed trader, address indexed amm, uint256 margin, uint256 positionNotional, int256 exchangedPositionSize, uint256 fee, int256 positionSizeAfter, int256 realizedPnl, int256 unrealizedPnlAfter, uint256 badDebt, uint256 liquidationPenalty, uint256 spotPrice, int256 fundingPayment)",
      "event PositionLiquidated(address indexed trader, address indexed amm, uint256 positionNotional, uint256 positionSize, uint256 liquidationFee, address liquidator, uint256 badDebt)",
    ],
    InsuranceFund: ["event Withdrawn(address withdrawer, uint256 amount)"],
    QuoteToken: ["event Transfer(address indexed from, address indexed to, uint256 value)"],
  },
  aave: {
    Pool: [
      "event LiquidationCall(address indexed collateralAsset, address indexed debtAsset, address indexed user, uint256 debtToCover, uint256 liquidatedCollateralAmount, address liquidator, bool receiveAToken)",
      "event DeficitCreated(address indexed user, address indexed debtAsset, uint256 amountCreated)",
      "event DeficitCovered(address indexed reserve, address caller, uint256 amountCovered)",
    ],
    PoolConfigurator: [
      "event ReserveInitialized(address indexed asset, address indexed aToken, address stableDebtToken, address variableDebtToken, address interestRateStrategyAddress)",
    ],
    Erc20: ["function symbol() view returns (string)", "function decimals() view returns (uint8)"],
  },
} as const satisfies Record<string, Record<string, readonly string[]>>;
