// What the bench uses of PouchDB, of its HTTP server and of Express. express-pouchdb wants Express 4.
import type { RequestListener } from "node:http";
import { z } from "../../shared/base/zod.ts";
import { peerPackage } from "./packages.ts";

export interface PouchDocument {
  readonly _id: string;
  readonly _rev?: string;
  readonly edited?: number;
}

interface Replication {
  readonly batch_size: number;
  readonly batches_limit?: number;
}

interface PouchDatabase {
  bulkDocs(documents: readonly PouchDocument[]): Promise<readonly { readonly error?: unknown }[]>;
  get(id: string): Promise<PouchDocument>;
  put(document: PouchDocument): Promise<unknown>;
  info(): Promise<{ readonly doc_count: number }>;
  allDocs(options: { readonly keys: readonly string[]; readonly include_docs: true }): Promise<{
    readonly rows: readonly { readonly doc?: PouchDocument }[];
  }>;
  readonly replicate: {
    from(url: string, options: Replication): Promise<unknown>;
    to(url: string, options: Replication): Promise<unknown>;
  };
}

export interface PouchConstructor {
  new (name: string): PouchDatabase;
  defaults(options: { readonly prefix: string }): PouchConstructor;
}

type HttpPouch = (pouch: PouchConstructor, options: object) => RequestListener;
type Express = () => RequestListener & { use(path: string, listener: RequestListener): void };

const callable = z.custom<unknown>((value) => typeof value === "function");

export const pouchDb = callable.parse(peerPackage("pouchdb-node")) as PouchConstructor;
export const loadHttpPouch = (): { readonly express: Express; readonly httpPouch: HttpPouch } => ({
  express: callable.parse(peerPackage("express")) as Express,
  httpPouch: callable.parse(peerPackage("express-pouchdb")) as HttpPouch,
});
