import { writeFileSync } from "node:fs";
import { RELEASED, sdlOf, servedSchema } from "./sdl.ts";

/** Writes the SDL of this version; run once for a release, after the version was raised. */
writeFileSync(RELEASED, sdlOf(servedSchema()));
