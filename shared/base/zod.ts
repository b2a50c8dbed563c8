// The one place zod is configured: its compiled mode needs eval, which the content security policy forbids.
import * as zod from "zod";

zod.config({ jitless: true });

export { z } from "zod";
