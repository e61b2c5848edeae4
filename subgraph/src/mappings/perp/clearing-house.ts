import { PositionChanged, PositionLiquidated } from "../../../generated/PerpClearingHouse/ClearingHouse";

export function handlePositionChanged(_event: PositionChanged): void {}

export function handlePositionLiquidated(_event: PositionLiquidated): void {}
