// What we call of Tesseract's C++ interface. Must never declare more than is used.

export interface TesseractApi {
  /** 0 where it worked. */
  Init(dataPath: null, language: string, engineMode: number): number;
  SetVariable(name: string, value: string): boolean;
  /** Takes the picture written to `/input`; 0 where it worked. */
  SetImageFile(exifOrientation: number, radians: number): number;
  Recognize(monitor: null): number;
  GetJSONText(): string;
  Clear(): void;
}

export interface TesseractModule {
  readonly FS: {
    writeFile(path: string, bytes: Uint8Array, options?: { readonly canOwn: boolean }): void;
    unlink(path: string): void;
  };
  readonly TessBaseAPI: new () => TesseractApi;
}

export declare const openCore: (options: {
  readonly TesseractProgress: (percent: number) => void;
  readonly wasmBinary: Uint8Array;
}) => Promise<TesseractModule>;
