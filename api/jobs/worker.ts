import { COMPUTATIONS } from "./computations.ts";
import { serveComputations } from "./serve-computations.ts";

serveComputations(COMPUTATIONS);
