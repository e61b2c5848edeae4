import { parseUnits } from "viem";

/** An ETH price that is on record, and where. */
export interface PriceWaypoint {
  /** Hour in which Maker's oracle put the price into effect, UTC. */
  readonly hour: string;
  /** US dollars per ETH, exact. */
  readonly priceUsd: string;
  /** Mainnet block of the record. */
  readonly block: number;
  /** Mainnet transaction of the record. */
  readonly transaction: string;
}

/**
 * ETH/USD during the crash of 12 and 13 March 2020, as Maker's oracle security module saw it.
 *
 * Every price is the value of a `LogValue` event of Maker's ETH OSM
 * 0x81FE72B5A8d1A857d176C3E7d5Bd2679A9B85763 on Ethereum mainnet, in the block and transaction named beside it.
 * The module takes over one value an hour, soon after the full hour, and each value is an hour old when it takes
 * effect; the protocols of the local world, like Maker, learn a price when their oracle reports it. The hours
 * follow from that rhythm and from block 9,656,986 at 13:35:09 UTC on 12 March. Kept are the hours with a marked
 * change.
 */
export const PRICE_PATH: readonly [PriceWaypoint, ...PriceWaypoint[]] = [
  {
    hour: "2020-03-11T23:00:00Z",
    priceUsd: "191.16",
    block: 9_653_158,
    transaction: "0x562b3904870deab38d32e5f88186918de50291821223457f9526c2b3b6266a26",
  },
  {
    hour: "2020-03-12T00:00:00Z",
    priceUsd: "193.815",
    block: 9_653_428,
    transaction: "0x3407e5f691341f0eb023002e118f4c41e5591b1d3cc15d7205b000e422259f1d",
  },
  {
    hour: "2020-03-12T03:00:00Z",
    priceUsd: "183.925",
    block: 9_654_216,
    transaction: "0x29227b1c20b2138330e7112b91959537a748d351d33cf7f706cd5a2cb6cca75f",
  },
  {
    hour: "2020-03-12T05:00:00Z",
    priceUsd: "181.61",
    block: 9_654_752,
    transaction: "0xa3a611f4e0c101bb030b5f12fc369a23934a8249c2e7d306cf459d3b8499ddf0",
  },
  {
    hour: "2020-03-12T08:00:00Z",
    priceUsd: "171.29",
    block: 9_655_556,
    transaction: "0x8e5f57ef753052c3fb68e4280607ddbcdd2858c2c6f58a1a8ffa2749ce53bbea",
  },
  {
    hour: "2020-03-12T10:00:00Z",
    priceUsd: "168.685",
    block: 9_656_068,
    transaction: "0xeda84445780cde3b497b3bc40eb44bc13b67ced6a449d728f0083f73aad9906f",
  },
  {
    hour: "2020-03-12T12:00:00Z",
    priceUsd: "166.465",
    block: 9_656_552,
    transaction: "0xdc21975da502f19987672952763e46e32cc47da603f7c88e781f151be815a105",
  },
  {
    hour: "2020-03-12T14:00:00Z",
    priceUsd: "136.747819125",
    block: 9_657_145,
    transaction: "0x49b108aa8c78ee00327ea310454b30671884892d940cafe052f6ee1cbb84249a",
  },
  {
    hour: "2020-03-12T15:00:00Z",
    priceUsd: "132.83702485",
    block: 9_657_397,
    transaction: "0x133f36e5b50b0b20ea2c715cd6ce529e3385390c908f624599a397ecb2247884",
  },
  {
    hour: "2020-03-12T16:00:00Z",
    priceUsd: "138.71",
    block: 9_657_742,
    transaction: "0xff0d1f7581ef2c48e71559b7c5d90ceadeedef14c68e6a31d66b2fd1d414439f",
  },
  {
    hour: "2020-03-12T17:00:00Z",
    priceUsd: "137.21",
    block: 9_657_987,
    transaction: "0x76190602b8286ad8a210ea1b2eeb7bbb809b3b612c69574525c220df1d5707cc",
  },
  {
    hour: "2020-03-12T18:00:00Z",
    priceUsd: "144.055",
    block: 9_658_183,
    transaction: "0xe0b507b16cccb0a4b6a863581943c3779c2bbcd9a1916a2ee98875f645e73a71",
  },
  {
    hour: "2020-03-12T19:00:00Z",
    priceUsd: "143.01",
    block: 9_658_508,
    transaction: "0xa03ef23ecb2ccab24a942e2ecd0fbb4f36777c50e511f570773dac81ca36616a",
  },
  {
    hour: "2020-03-12T20:00:00Z",
    priceUsd: "137.051672",
    block: 9_658_723,
    transaction: "0xf3fc3ac83d724ef8bb062bbab4cb5a3c0235b99ec516d246ebb1d7af62f9daad",
  },
  {
    hour: "2020-03-12T21:00:00Z",
    priceUsd: "138.69030658",
    block: 9_658_991,
    transaction: "0xf445cd6aa52403fa9ce42b788593259d864c1898033ae17c7c96359971672a35",
  },
  {
    hour: "2020-03-12T22:00:00Z",
    priceUsd: "126.685",
    block: 9_659_291,
    transaction: "0xc4d7372fd1528fc26cc0f429a1abec84b41d05afb45b3665bc59b8c4b24829c4",
  },
  {
    hour: "2020-03-12T23:00:00Z",
    priceUsd: "127.855",
    block: 9_659_610,
    transaction: "0x58e91443669f0cbd1b12490c80821a5be556873ea1505f86599011dd4be7f2c3",
  },
  {
    hour: "2020-03-13T00:00:00Z",
    priceUsd: "122.425",
    block: 9_659_838,
    transaction: "0x8af306f70b49dad7568f595993d504bdcaf06c7dbb43460d7534224ea6901e5b",
  },
  {
    hour: "2020-03-13T01:00:00Z",
    priceUsd: "107.495",
    block: 9_660_130,
    transaction: "0x05a1007eb0c9ac284e1578d2940d4ffe8b2e9dc13b0170896d59e68aee4728d3",
  },
  {
    hour: "2020-03-13T02:00:00Z",
    priceUsd: "108.55355",
    block: 9_660_385,
    transaction: "0xe9412f48b12dcd65cd0e12021ec9a95b27bbe32f8286a0c03c510ae1b790032a",
  },
  {
    hour: "2020-03-13T03:00:00Z",
    priceUsd: "100.36",
    block: 9_660_703,
    transaction: "0x0f594c59610a7b70cd2f27e54c8acca203dd03c62f30fe727f4a4433159e4b3f",
  },
  {
    hour: "2020-03-13T04:00:00Z",
    priceUsd: "116.9",
    block: 9_660_919,
    transaction: "0x3728f135528d51dfc5e3cf8d524a5a0bea67e204c178888bb09967632d024f9d",
  },
  {
    hour: "2020-03-13T05:00:00Z",
    priceUsd: "129.1645072",
    block: 9_661_229,
    transaction: "0x2f96cb841d24d40eadd59ac88e7a0b77b516559aa52ef0de1da51fc3b14a2337",
  },
  {
    hour: "2020-03-13T06:00:00Z",
    priceUsd: "121.531158115",
    block: 9_661_503,
    transaction: "0xb72afea1cc9a015062fa368fb0848447489f72bba9b72c034ff37e1bcae8a8fa",
  },
  {
    hour: "2020-03-13T07:00:00Z",
    priceUsd: "116.195",
    block: 9_661_758,
    transaction: "0x27b8544f7d12dbd4048feff256b026ed140ec8b31e79957e47908018aa7b5231",
  },
  {
    hour: "2020-03-13T08:00:00Z",
    priceUsd: "122.819678275",
    block: 9_662_023,
    transaction: "0x88830bef2c783883a03d67cd3dfc021e75f3ce0a95a8f0778e114361fabf99d3",
  },
  {
    hour: "2020-03-13T09:00:00Z",
    priceUsd: "131.075",
    block: 9_662_279,
    transaction: "0x4bcd1ff4298c4d4bd107773c2477887648c0cd613deb394e707ab4dbd4756aae",
  },
  {
    hour: "2020-03-13T10:00:00Z",
    priceUsd: "127.39",
    block: 9_662_548,
    transaction: "0xbe210ba40c6a5d4883b418cf7485f9e34c0ac416cfaeed1606ba51cc533a9144",
  },
  {
    hour: "2020-03-13T12:00:00Z",
    priceUsd: "127.99428",
    block: 9_663_067,
    transaction: "0x6f47443af7a6ad92bb03790583ffd06af343e9e1b19eb5ad3aa334c8fa64cf87",
  },
  {
    hour: "2020-03-13T15:00:00Z",
    priceUsd: "134.163282975",
    block: 9_663_846,
    transaction: "0x0a9df6e5b84e11b0f0328d85da259f3346a692202e892f9ad1f6916a7b63c0ae",
  },
  {
    hour: "2020-03-13T16:00:00Z",
    priceUsd: "126.07",
    block: 9_664_114,
    transaction: "0x2e1a16ddbb0110ecaa20fc2c6e91fae0d3833f9ab76cd00b84064bfe7c50a58b",
  },
  {
    hour: "2020-03-13T17:00:00Z",
    priceUsd: "121.615",
    block: 9_664_395,
    transaction: "0x8bdd403237510220329ba3bbf4d4443563768daf56396ae1eb6825e2548cea25",
  },
  {
    hour: "2020-03-13T19:00:00Z",
    priceUsd: "121.827632225",
    block: 9_664_901,
    transaction: "0x8fb889d59e751bee7435b4001fac4427057c513819d04ed8e51a06ff8f3cd366",
  },
  {
    hour: "2020-03-13T20:00:00Z",
    priceUsd: "121.32315228",
    block: 9_665_170,
    transaction: "0x6a5e7b372242b935e7d85bd961e459ba09565e6084222fd2e8feee3f06724b45",
  },
  {
    hour: "2020-03-13T21:00:00Z",
    priceUsd: "130.835",
    block: 9_665_447,
    transaction: "0x37e5d2f9a061c8117e8710ca7b0e2499ac5a8994033cfbaa4e7b29796b4efbd6",
  },
  {
    hour: "2020-03-14T00:00:00Z",
    priceUsd: "136.2205268",
    block: 9_666_285,
    transaction: "0x5cbf371148bff04f71caf89983bd757d778f1b6e8eade081f8c0fccfc1f31440",
  },
];

/** Converts a UTC time such as `2020-03-12T14:00:00Z` to seconds since 1970-01-01. */
export function unixTime(utc: string): number {
  return Date.parse(utc) / 1000;
}

/**
 * Returns the waypoint that comes into effect at a time, or null when none does.
 *
 * @param timestamp - Seconds.
 */
export function waypointAt(timestamp: number): PriceWaypoint | null {
  return PRICE_PATH.find(({ hour }) => unixTime(hour) === timestamp) ?? null;
}

/** Price of a waypoint in units of 10^-18 US dollars per ETH, exact. */
export function priceWad(waypoint: PriceWaypoint): bigint {
  return parseUnits(waypoint.priceUsd, 18);
}
