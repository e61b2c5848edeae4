import { LogNote } from "../../../generated/MakerVow/Vow";

export function handleFess(_event: LogNote): void {}

export function handleFlog(_event: LogNote): void {}

export function handleHeal(_event: LogNote): void {}

export function handleKiss(_event: LogNote): void {}

export function handleFlop(_event: LogNote): void {}

export function handleFlap(_event: LogNote): void {}

export function handleFile(_event: LogNote): void {}

export function handleCage(_event: LogNote): void {}
