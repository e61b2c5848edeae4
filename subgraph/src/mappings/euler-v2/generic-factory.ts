import { Address, Bytes, DataSourceContext } from "@graphprotocol/graph-ts";
import { ProxyCreated } from "../../../generated/EulerV2GenericFactory/GenericFactory";
import { EulerV2EVault } from "../../../generated/templates";
import { recordLendingMarket } from "../../actions/record-lending-market";
import { recordSkippedEvent } from "../../actions/record-skipped-event";
import { AssetKind, SkipReason } from "../../constants";
import { AssetParams } from "../../params/asset-params";
import { LendingMarketParams } from "../../params/lending-market-params";
import { SkipParams } from "../../params/skip-params";
import { failedViews, readToken, tokenName } from "../read-token";
import { EULER_V2, vaultMarket } from "./euler-v2";

const PROXY_CREATED = "GenericFactory.ProxyCreated";
/** What a vault's proxy carries: the addresses of asset, oracle and unit of account. */
const METADATA_LENGTH: i32 = 60;
const ADDRESS_LENGTH: i32 = 20;

/** Records a vault and begins to follow it. The vault has the decimals of its asset. */
export function handleProxyCreated(event: ProxyCreated): void {
  const metadata = event.params.trailingData;
  if (metadata.length != METADATA_LENGTH) {
    const detail = `Expected ${METADATA_LENGTH.toString()} bytes of metadata, got ${metadata.length.toString()}`;
    recordSkippedEvent(event, new SkipParams(EULER_V2, PROXY_CREATED, SkipReason.UNDECODABLE, detail));
    return;
  }
  const share = readToken(event.params.proxy);
  const id = Bytes.fromUint8Array(metadata.subarray(0, ADDRESS_LENGTH));
  const asset = new AssetParams(id, AssetKind.ERC20, null, share.decimals);
  const market = vaultMarket(event.params.proxy, asset, tokenName(share));
  const params = new LendingMarketParams(EULER_V2, PROXY_CREATED, market, false);
  params.failedCalls = failedViews([share]);
  recordLendingMarket(event, params);
  followVault(event.params.proxy, id);
}

function followVault(vault: Address, asset: Bytes): void {
  const context = new DataSourceContext();
  context.setBytes("asset", asset);
  EulerV2EVault.createWithContext(vault, context);
}
