import { LogValue } from "../../../generated/MakerOsm/Osm";

export function handleLogValue(_event: LogValue): void {}
