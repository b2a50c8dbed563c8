// What the bench uses of Yjs and y-websocket. y-websocket 2 is the last that brings its own server for Yjs 13.
import type { IncomingMessage, Server } from "node:http";
import type WebSocket from "ws";
import type { WebSocketServer } from "ws";
import { peerPackage } from "./packages.ts";

export interface YMap<Value> {
  readonly size: number;
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
}

export interface YDocument {
  /** One map a record. */
  getMap(name: string): YMap<YMap<unknown>>;
  transact(work: () => void): void;
}

interface Provider {
  readonly ws: WebSocket | null;
  once(event: "sync", told: (synced: boolean) => void): void;
  destroy(): void;
}

export const yjs = peerPackage("yjs") as { readonly Doc: new () => YDocument; readonly Map: new () => YMap<unknown> };
export const sockets = peerPackage("ws") as {
  readonly WebSocket: typeof WebSocket;
  readonly WebSocketServer: new (options: { readonly server: Server; readonly maxPayload: number }) => WebSocketServer;
};
export const loadProvider = (): new (url: string, room: string, document: YDocument, options: object) => Provider =>
  (peerPackage("y-websocket") as { readonly WebsocketProvider: ReturnType<typeof loadProvider> }).WebsocketProvider;
export const loadYServer = (): {
  readonly getYDoc: (room: string) => YDocument;
  readonly setupWSConnection: (socket: WebSocket, request: IncomingMessage) => void;
} => peerPackage("y-websocket/bin/utils") as ReturnType<typeof loadYServer>;

/** Everything comes as one message, and `ws` takes 100 MB at most unless told otherwise. */
export const maxPayload = 2_000_000_000;
export const room = "town";
