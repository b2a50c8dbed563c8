// Certificates made on the spot, so that tests meet real TLS servers that are expired, too young, foreign or somebody else's.
// Must never be part of the program.
import { createHash, createPrivateKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from "node:crypto";

export interface CertifiedKey {
  /** PEM. */
  readonly key: string;
  readonly cert: string;
  readonly name: string;
  /** SHA-256 of its public key (SPKI), base64: what a server's own signature names. */
  readonly fingerprint: string;
}

export interface CertificateRequest {
  readonly name: string;
  /** Addresses and names it is good for; none for an authority. */
  readonly hosts?: readonly string[];
  readonly from: Date;
  readonly until: Date;
  /** Who signs; without one it signs itself. */
  readonly issuer?: CertifiedKey;
}

function tlv(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  if (body.length < 128) return Buffer.concat([Buffer.from([tag, body.length]), body]);
  const length = Buffer.from(body.length.toString(16).padStart(body.length > 255 ? 4 : 2, "0"), "hex");
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, body]);
}

const sequence = (...parts: readonly Uint8Array[]): Buffer => tlv(0x30, ...parts);
const bitString = (bytes: Uint8Array): Buffer => tlv(0x03, Buffer.from([0]), bytes);
const oid = (hex: string): Buffer => tlv(0x06, Buffer.from(hex, "hex"));
const time = (date: Date): Buffer =>
  tlv(
    0x18,
    Buffer.from(
      date
        .toISOString()
        .replace(/\.\d+Z$/u, "Z")
        .replace(/[-:T]/gu, ""),
    ),
  );
/** commonName */
const nameOf = (text: string): Buffer => sequence(tlv(0x31, sequence(oid("550403"), tlv(0x0c, Buffer.from(text)))));
/** ecdsa-with-SHA256 */
const algorithm = sequence(oid("2a8648ce3d040302"));
const critical = tlv(0x01, Buffer.from([0xff]));

function extensionsOf(hosts: readonly string[] | undefined): Buffer {
  const isAuthority = hosts === undefined;
  const constraints = sequence(oid("551d13"), critical, tlv(0x04, sequence(...(isAuthority ? [critical] : []))));
  if (isAuthority) return sequence(constraints);
  const names = hosts.map((host) =>
    /^[\d.]+$/u.test(host) ? tlv(0x87, Buffer.from(host.split(".").map(Number))) : tlv(0x82, Buffer.from(host)),
  );
  return sequence(constraints, sequence(oid("551d11"), tlv(0x04, sequence(...names))));
}

const pem = (der: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${(
    Buffer.from(der)
      .toString("base64")
      .match(/.{1,64}/gu) ?? []
  ).join("\n")}\n-----END CERTIFICATE-----\n`;

/** A key with its certificate (X.509 v3, ECDSA P-256). */
export function makeCertificate({ name, hosts, from, until, issuer }: CertificateRequest): CertifiedKey {
  const pair = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const signer: KeyObject = issuer === undefined ? pair.privateKey : createPrivateKey(issuer.key);
  const serial = Buffer.concat([Buffer.from([0x01]), randomBytes(8)]);
  const content = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, serial),
    algorithm,
    nameOf(issuer?.name ?? name),
    sequence(time(from), time(until)),
    nameOf(name),
    pair.publicKey.export({ type: "spki", format: "der" }),
    tlv(0xa3, extensionsOf(hosts)),
  );
  const der = sequence(content, algorithm, bitString(sign("sha256", content, signer)));
  const fingerprint = createHash("sha256")
    .update(pair.publicKey.export({ type: "spki", format: "der" }))
    .digest("base64");
  return { fingerprint, key: pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString(), cert: pem(der), name };
}
