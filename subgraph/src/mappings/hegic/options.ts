import { Create, Exercise, Expire, Expire1 } from "../../../generated/HegicOptions/HegicOptions";

export function handleCreate(_event: Create): void {}

export function handleExercise(_event: Exercise): void {}

export function handleExpire(_event: Expire): void {}

export function handleExpireWithoutPremium(_event: Expire1): void {}
