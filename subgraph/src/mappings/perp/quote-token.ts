import { Transfer } from "../../../generated/PerpQuoteToken/QuoteToken";

export function handleTransfer(_event: Transfer): void {}
