/** Names of what the small ledger holds. */
/** Last block of the small ledger. */
export const SMALL_HEAD = 200;

export const WAD = 10n ** 18n;
export const RAD = 10n ** 45n;
export const MAKER = "0x6d616b6572";
export const HEGIC = "0x6865676963";
export const WETH = "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2";
export const VAT = "0x35d1b3f3d7966a1dfe207aa4514c12a259a0492b";
export const MYSTERY = "0x00000000000000000000000000000000000000aa";
export const ETH_A = `${MAKER}4554482d41`;
export const HEGIC_ETH = `${HEGIC}455448`;
export const OSM = "0x81fe72b5a8d1a857d176c3e7d5bd2679a9b85763";
export const FLIPPER = "0xd8a04f5412223f513dc55f839574430f5ec15531";
export const VOW = `${MAKER}a950524441892a31ebddf91d3ceefa04bf454466`;
export const POOL = `${HEGIC}878f15ffc8b894a1ba7647c7176e4c01f74e140b`;
export const DEFICIT = `${ETH_A}${VAT.slice(2)}`;
export const ALICE = "0x00000000000000000000000000000000000000a1";
export const BOB = "0x00000000000000000000000000000000000000b0";
