import { Bite, LogNote } from "../../../generated/MakerCat/Cat";

export function handleBite(_event: Bite): void {}

export function handleFile(_event: LogNote): void {}
