// What the routes work with: the parts of one running server.
import type { EnrolAccess } from "../auth/enrol.ts";
import type { SessionAccess } from "../auth/sessions.ts";
import type { ContentStore } from "../content/content-store.ts";
import type { News } from "../feed/news.ts";
import type { SpokenVersions } from "../../shared/sync/version.ts";
import type { Timers } from "../timers.ts";

export interface Services extends SessionAccess, EnrolAccess {
  readonly content: ContentStore;
  readonly news: News;
  readonly timers: Timers;
  readonly speaks: SpokenVersions;
  /** Tells the desks of a tenant to ask the server now. */
  readonly tellNews: (tenant: string) => Promise<void>;
  /** Wakes the reader of document texts. */
  readonly textsWanted: () => void;
}
