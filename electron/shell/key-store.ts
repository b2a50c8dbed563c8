// The operating system's key store as the desk needs it: wraps the random key of a replica. Must never pass for a store where Electron
// would only disguise the key (Linux without a keyring).
import { safeStorage } from "electron";
import type { KeyStore } from "../workstation/session/key-file.ts";

/** The key store, or null where the system has none. Has to be asked after the app is ready. */
export async function openKeyStore(platform: NodeJS.Platform): Promise<KeyStore | null> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return null;
  if (platform === "linux" && ["basic_text", "unknown"].includes(safeStorage.getSelectedStorageBackend())) return null;
  return {
    wrap: async (key) => new Uint8Array(await safeStorage.encryptStringAsync(Buffer.from(key).toString("base64"))),
    unwrap: async (wrapped) => {
      const { result } = await safeStorage.decryptStringAsync(Buffer.from(wrapped));
      return new Uint8Array(Buffer.from(result, "base64"));
    },
  };
}
