// The device's own key: drawn here, never leaves the device; what it signs proves that a request comes from here.
import { createPrivateKey, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import type { KeyStore } from "./key-file.ts";

export interface DeviceKey {
  /** SPKI, DER, base64. */
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

export function newDeviceKey(): DeviceKey {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  return { publicKey: publicKey.export({ type: "spki", format: "der" }).toString("base64"), privateKey };
}

/** The key as it is kept: wrapped by the operating system's key store where there is one. */
export async function keptKey(key: DeviceKey, keyStore: KeyStore | null): Promise<{ privateKey: string; keyStore: boolean }> {
  const plain = key.privateKey.export({ type: "pkcs8", format: "der" });
  const kept = keyStore === null ? plain : await keyStore.wrap(plain);
  return { privateKey: Buffer.from(kept).toString("base64"), keyStore: keyStore !== null };
}

/** The kept key; undefined where this machine's key store does not open it. */
export async function openDeviceKey(
  kept: { readonly privateKey: string; readonly keyStore: boolean },
  keyStore: KeyStore | null,
): Promise<KeyObject | undefined> {
  if (kept.keyStore && keyStore === null) return undefined;
  try {
    const bytes = Buffer.from(kept.privateKey, "base64");
    const plain = kept.keyStore && keyStore !== null ? Buffer.from(await keyStore.unwrap(bytes)) : bytes;
    return createPrivateKey({ key: plain, type: "pkcs8", format: "der" });
  } catch {
    return undefined;
  }
}

/** Signs a text; base64url. */
export function signedBy(key: KeyObject, text: string): string {
  return sign(null, Buffer.from(text), key).toString("base64url");
}
