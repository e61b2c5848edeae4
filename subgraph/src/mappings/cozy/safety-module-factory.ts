import { SafetyModuleDeployed } from "../../../generated/CozySafetyModuleFactory/SafetyModuleFactory";
import { CozySafetyModule } from "../../../generated/templates";

/** Begins to follow a safety module. Its reserve pools are created later in the same transaction. */
export function handleSafetyModuleDeployed(event: SafetyModuleDeployed): void {
  CozySafetyModule.create(event.params.safetyModule);
}
