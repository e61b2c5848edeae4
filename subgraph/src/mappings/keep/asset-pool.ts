import { Deposited, CoverageClaimed, WithdrawalInitiated, WithdrawalCompleted } from "../../../generated/KeepAssetPool/AssetPool";

export function handleDeposited(_event: Deposited): void {}

export function handleCoverageClaimed(_event: CoverageClaimed): void {}

export function handleWithdrawalInitiated(_event: WithdrawalInitiated): void {}

export function handleWithdrawalCompleted(_event: WithdrawalCompleted): void {}
