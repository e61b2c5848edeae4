import { createPublicClient, http } from "viem";

/** Number of transactions of a chain that failed, by the receipts of all its blocks. */
export async function failedTransactions(rpcUrl: string): Promise<number> {
  const client = createPublicClient({ transport: http(rpcUrl) });
  const head = await client.getBlockNumber();
  let failed = 0;
  for (let number = 0n; number <= head; number++) {
    const { transactions } = await client.getBlock({ blockNumber: number });
    const receipts = await Promise.all(transactions.map((hash) => client.getTransactionReceipt({ hash })));
    failed += receipts.filter(({ status }) => status === "reverted").length;
  }
  return failed;
}
