import { roleAccount } from "../../../devnet/world/accounts.ts";

/** Those who act in random sequences, besides the staff of the local world. */
export const ROLES = {
  underwriter: roleAccount("property-underwriter"),
  marketMaker: roleAccount("property-market-maker"),
  liquidator: roleAccount("property-liquidator"),
  trader: roleAccount("property-trader"),
  borrower: roleAccount("property-borrower"),
} as const;
