// The hash of a content and of each of its pieces in one pass, over bytes that come as they come.
import { createHash, type Hash } from "node:crypto";
import { contentPieceBytes } from "../../shared/sync/content.ts";

export interface PieceHashes {
  readonly sha256: string;
  /** 32 bytes a piece. */
  readonly pieces: Buffer;
}

export class PieceHasher {
  readonly #whole: Hash = createHash("sha256");
  readonly #pieces: Buffer[] = [];
  #piece: Hash = createHash("sha256");
  #inPiece = 0;
  #bytes = 0;

  /** Bytes so far. */
  get bytes(): number {
    return this.#bytes;
  }

  update(bytes: Uint8Array): void {
    this.#whole.update(bytes);
    this.#bytes += bytes.byteLength;
    for (let position = 0; position < bytes.byteLength;) {
      const part = bytes.subarray(position, position + contentPieceBytes - this.#inPiece);
      this.#piece.update(part);
      this.#inPiece += part.byteLength;
      position += part.byteLength;
      if (this.#inPiece === contentPieceBytes) this.#endPiece();
    }
  }

  /** The end: nothing may follow. */
  finish(): PieceHashes {
    if (this.#inPiece > 0) this.#endPiece();
    return { sha256: this.#whole.digest("hex"), pieces: Buffer.concat(this.#pieces) };
  }

  #endPiece(): void {
    this.#pieces.push(this.#piece.digest());
    this.#piece = createHash("sha256");
    this.#inPiece = 0;
  }
}
