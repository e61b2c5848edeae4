import { LiquidationCall, DeficitCreated, DeficitCovered } from "../../../generated/AavePool/Pool";

export function handleLiquidationCall(_event: LiquidationCall): void {}

export function handleDeficitCreated(_event: DeficitCreated): void {}

export function handleDeficitCovered(_event: DeficitCovered): void {}
