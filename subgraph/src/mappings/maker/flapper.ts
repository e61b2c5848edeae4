import { Kick, LogNote } from "../../../generated/MakerFlapper/Flapper";

export function handleKick(_event: Kick): void {}

export function handleTend(_event: LogNote): void {}

export function handleTick(_event: LogNote): void {}

export function handleDeal(_event: LogNote): void {}

export function handleYank(_event: LogNote): void {}
