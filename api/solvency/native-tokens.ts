/** A token whose price falls with the protocol that issued it. */
export type NativeToken = {
  /** Slug of the protocol. */
  readonly protocol: string;
  /** Name of the network, such as `mainnet`. */
  readonly network: string;
  /** Id of the asset: its address in lower case. */
  readonly asset: string;
  readonly symbol: string;
  /** Where the address is stated. */
  readonly source: string;
};

const MAINNET = "subgraph/networks/mainnet.json";

/** Native tokens and their staked forms, of protocols on networks that are indexed. What is not here is not known. */
export const NATIVE_TOKENS: readonly NativeToken[] = [
  token("aave", "AAVE", "0x7fc66500c84a76ad7e9c93437bfc5ac33e2ddae9", `${MAINNET}: asset of stkAAVE`),
  token("aave", "stkAAVE", "0x4da27a545c0c5b758a6ba100e3a049001de870f5", `${MAINNET}: contract stkAAVE`),
  token("compound-v3", "COMP", "0xc00e94cb662c3520282e6f5717214004a7f26888", `${MAINNET}: asset COMP`),
  token("keep", "T", "0xcdf7028ceab81fa0c6971208e83fa7872994bee5", `${MAINNET}: asset of AssetPool`),
  token(
    "liquity-v1",
    "LQTY",
    "0x6dea81c8171d0ba574754ef6f8b412f2ed88c54d",
    "liquity/dev: packages/lib-ethers/deployments/default/mainnet.json, lqtyToken",
  ),
  token("maker", "MKR", "0x9f8f72aa9304c8b593d555f12ef6589cc3a579a2", `${MAINNET}: token of Flopper`),
  token("reserve", "RSR", "0x320623b8e4ff03373931769a31fc52a4e78b5d70", `${MAINNET}: asset of StRSR`),
];

/**
 * Finds the native tokens of a protocol.
 *
 * @returns Ids of assets; null when the table knows none.
 * @example nativeTokensOf("mainnet", "reserve") // ["0x320623b8e4ff03373931769a31fc52a4e78b5d70"]
 */
export function nativeTokensOf(network: string, protocol: string): readonly string[] | null {
  const known = NATIVE_TOKENS.filter((one) => one.network === network && one.protocol === protocol);
  return known.length === 0 ? null : known.map(({ asset }) => asset);
}

function token(protocol: string, symbol: string, asset: string, source: string): NativeToken {
  return { protocol, network: "mainnet", asset, symbol, source };
}
