import { fetchPackage } from "./fetch-package.ts";
import { CONTRACT_PACKAGES, type ContractPackageName } from "./packages.ts";

for (const name of Object.keys(CONTRACT_PACKAGES) as ContractPackageName[]) {
  process.stdout.write(`${name} ${CONTRACT_PACKAGES[name].version} ... `);
  fetchPackage(name);
  process.stdout.write("ready\n");
}
