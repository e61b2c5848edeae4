import { Withdrawn } from "../../../generated/PerpInsuranceFund/InsuranceFund";

export function handleWithdrawn(_event: Withdrawn): void {}
