// The shape of a file: not too long, and with a line at its head that says what it is for (a test is told by its name). Must never count blanks or comments as code.
import type { Breach } from "./breach.ts";
import { isTest } from "./source-files.ts";
import type { SourceText } from "./source-text.ts";

/** The most lines of code that a source file may have. The answer to a breach is a split by topic. */
export const mostLines = 400;

/** A file over the limit, or (tests aside) without its header comment. */
export function checkShape(source: SourceText): readonly Breach[] {
  const { file, codeLines, hasHeader } = source;
  return [
    ...(codeLines > mostLines ? [{ rule: "size", file, line: 0, message: `${codeLines} lines of code, the limit is ${mostLines}` }] : []),
    ...(hasHeader || isTest(file) ? [] : [{ rule: "header", file, line: 1, message: "begins without a comment that says what it is for" }]),
  ];
}
