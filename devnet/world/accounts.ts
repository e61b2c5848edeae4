import type { LocalAccount } from "viem";
import { keccak256, stringToHex } from "viem";
import { mnemonicToAccount, privateKeyToAccount } from "viem/accounts";

/** The public test mnemonic whose first account every development chain funds. Its keys protect nothing. */
const TEST_MNEMONIC = "test test test test test test test test test test test junk";

const known = new Map<string, LocalAccount>();

function remember(name: string, create: () => LocalAccount): LocalAccount {
  const account = known.get(name) ?? create();
  known.set(name, account);
  return account;
}

/** Returns the account that deploys and governs everything: the first of the public test mnemonic. */
export function deployerAccount(): LocalAccount {
  return remember("deployer", () => mnemonicToAccount(TEST_MNEMONIC));
}

/**
 * Returns the account of a role, the same on every run: its key is the hash of the role's name.
 *
 * @param role - Such as `underwriter-1`.
 */
export function roleAccount(role: string): LocalAccount {
  return remember(`role ${role}`, () => privateKeyToAccount(keccak256(stringToHex(`seawall world ${role}`))));
}
