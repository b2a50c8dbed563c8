// A task: something a person or a unit has to do on a day, often about another record (Wiedervorlage).
import { z } from "../../base/zod.ts";
import { recordRefSchema } from "../record.ts";
import { bodyBase } from "../trail.ts";

/** The topic of a task to hold a scan beside its paper: it is done with the finding, at the invoice. */
export const qualitySampleTopic = "qualitySample";

/** The topic of a task that comes of a scan which was found to deviate from its paper. */
export const deviatingScanTopic = "deviatingScan";
/** Topics of tasks about a question at an invoice: to whom it was put, and to whoever asked. */
export const invoiceQueryTopic = "invoiceQuery";
export const queryAnsweredTopic = "queryAnswered";
/** Topics of notices to those whom a scanner folder tells: see told.ts. */
export const scansArrivedTopic = "scansArrived";
export const scanQuarantinedTopic = "scanQuarantined";

export const taskSchema = z.looseObject({
  ...bodyBase,
  title: z.string().min(1).max(300),
  /** Why the server or a rule made it: a code with German words in shared/text; absent where a person wrote the title. */
  topic: z.string().optional(),
  dueOn: z.iso.date(),
  /** For one person; absent means for the unit. */
  person: z.string().optional(),
  about: recordRefSchema.optional(),
  /** Of a notice: what came in since it was last seen to; of what lies in quarantine there is an id alone. */
  came: z.array(recordRefSchema).optional(),
  /** More came than are named. */
  more: z.boolean().optional(),
  state: z.enum(["open", "done"]),
  /** Its making was taken back: done for everyone, also for programs that do not know this word. */
  withdrawn: z.boolean().optional(),
});
export type Task = Readonly<z.infer<typeof taskSchema>>;
