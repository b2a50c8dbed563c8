// The operating system's key store as the desk needs it: wraps the random key of a replica. Must never pass for a store where Electron
// would only disguise the key (Linux without a keyring).
import { safeStorage } from "electron";

/** Wraps and unwraps key bytes; what one computer account wrapped, no other unwraps. */
interface WrappingStore {
  wrap(key: Uint8Array): Uint8Array;
  /** Throws where the bytes were wrapped elsewhere. */
  unwrap(wrapped: Uint8Array): Uint8Array;
}

/** The key store, or undefined where the system has none. Has to be asked after the app is ready. */
export function openKeyStore(platform: NodeJS.Platform): WrappingStore | undefined {
  if (!safeStorage.isEncryptionAvailable()) return undefined;
  if (platform === "linux" && ["basic_text", "unknown"].includes(safeStorage.getSelectedStorageBackend())) return undefined;
  return {
    wrap: (key) => new Uint8Array(safeStorage.encryptString(Buffer.from(key).toString("base64"))),
    unwrap: (wrapped) => new Uint8Array(Buffer.from(safeStorage.decryptString(Buffer.from(wrapped)), "base64")),
  };
}
