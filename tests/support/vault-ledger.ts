import { fact, ordinal } from "./ledger-fixture.ts";
import { assetRow, feedRow, idOf, marketRow, observationRow, protocolRow } from "./ledger-rows.ts";

/** Id of the protocol `vaults`. */
export const VAULTS = idOf("vaults");
/** What is pledged, 18 decimals. */
export const VAULT_WETH = "0xa1";
const [WETH, RUSD, FEED, MARKET] = [VAULT_WETH, "0xa2", "0xfe", "0xc1"];
/** Blocks of a day, 10 seconds apart; block 0 is at 08:00. */
export const VAULT_DAY = 8640;
/** The last block, 63 days later at 08:00. */
export const VAULT_HEAD = 63 * VAULT_DAY;
const WAD = 10n ** 18n;

/** 200 and 202 dollars in turn, one observation a day at 08:00. */
const PRICES = Array.from({ length: 63 }, (_, day) =>
  observationRow(
    VAULTS,
    { block: day * VAULT_DAY + 1 },
    { id: FEED, asset: WETH, price: day % 2 === 0 ? 20_000_000_000n : 20_200_000_000n },
  ),
);

const changeOf = (debt: bigint) =>
  fact(
    VAULTS,
    { block: 5 },
    {
      ...{ market: MARKET, position: "0xd1", account: "0x0a", cause: "OPEN" },
      ...{ collateralChange: String(10n * WAD), debtChange: String(debt * WAD), sizeChange: null },
      ...{ collateralAfter: String(10n * WAD), debtAfter: String(debt * WAD), sizeAfter: null },
    },
  );

/**
 * One vault with 10 WETH against a debt of a token that counts as one dollar; WETH costs 200 and 202 dollars in turn for 63 days, 200 at last.
 *
 * @param debt - Whole units.
 */
export const vaultLedger = (debt: bigint) => ({
  Protocol: [protocolRow("vaults")],
  Asset: [assetRow(WETH, "WETH", 18), assetRow(RUSD, "RUSD", 18)],
  Market: [
    marketRow({
      ...{ id: MARKET, protocol: VAULTS, kind: "CDP_COLLATERAL", name: "WETH" },
      ...{ collateralAsset: WETH, debtAsset: RUSD, priceFeed: FEED },
    }),
  ],
  Position: [
    {
      ...{ id: "0xd1", protocol: VAULTS, market: MARKET, account: "0x0a", isClosed: false },
      ...{ collateral: "99", debt: "99", debtShares: null, size: null },
      ...{ createdOrdinal: ordinal(5), updatedOrdinal: ordinal(5) },
    },
  ],
  PositionChange: [changeOf(debt)],
  PriceFeed: [feedRow(FEED, VAULTS, WETH)],
  PriceObservation: PRICES,
});
