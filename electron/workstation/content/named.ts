// A content as everybody names it: by the hash of its bytes and how many they are.

export interface Named {
  readonly sha256: string;
  readonly size: number;
}
