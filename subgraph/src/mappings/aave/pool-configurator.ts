import { ReserveInitialized } from "../../../generated/AavePoolConfigurator/PoolConfigurator";

export function handleReserveInitialized(_event: ReserveInitialized): void {}
