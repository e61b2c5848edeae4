import { Loss, Profit, Provide, Withdraw } from "../../../generated/HegicPool/HegicPool";

export function handleProvide(_event: Provide): void {}

export function handleWithdraw(_event: Withdraw): void {}

export function handleProfit(_event: Profit): void {}

export function handleLoss(_event: Loss): void {}
