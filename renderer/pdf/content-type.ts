// Which view a content gets, by its declared type and, where that says nothing, by its name. Must never look into the bytes.
import type { ContentRef } from "../../shared/domain/record.ts";

export type ContentType = "pdf" | "image" | "xml" | "tiff" | "other";

export function contentType({ mime, name }: Pick<ContentRef, "mime" | "name">): ContentType {
  const type = mime.toLowerCase().split(";")[0]?.trim() ?? "";
  const ending = /\.(\w+)$/u.exec(name.toLowerCase())?.[1] ?? "";
  const unknown = type === "application/octet-stream" || type === "";
  const is = (mimes: readonly string[], endings: readonly string[]): boolean =>
    mimes.includes(type) || (unknown && endings.includes(ending));
  if (is(["application/pdf", "application/x-pdf"], ["pdf"])) return "pdf";
  if (is(["image/jpeg", "image/png", "image/webp", "image/gif"], ["jpg", "jpeg", "png", "webp", "gif"])) return "image";
  if (is(["application/xml", "text/xml"], ["xml"]) || type.endsWith("+xml")) return type === "image/svg+xml" ? "other" : "xml";
  return is(["image/tiff"], ["tif", "tiff"]) ? "tiff" : "other";
}
