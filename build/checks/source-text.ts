// One source file, parsed once for all checks: its tree, its comments, and its lines that hold code.
// Must never evaluate or change a file.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** A comment with the line it begins on, from 1. */
export interface Comment {
  readonly text: string;
  readonly line: number;
}

/** What the checks need to know of a file. `tree` is undefined for style sheets. */
export interface SourceText {
  readonly file: string;
  readonly tree: ts.SourceFile | undefined;
  readonly comments: readonly Comment[];
  readonly codeLines: number;
  /** The first thing in the file is a comment. */
  readonly hasHeader: boolean;
}

const commentPattern = /\/\*[\s\S]*?\*\/|\/\/[^\n]*/gu;
const styleCommentPattern = /\/\*[\s\S]*?\*\//gu;

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The stretches between the tokens: blanks and comments, and nothing of strings, templates or JSX text. */
function triviaOf(tree: ts.SourceFile): readonly Span[] {
  const spans: Span[] = [];
  const visit = (node: ts.Node): void => {
    if (node.kind >= ts.SyntaxKind.FirstJSDocNode && node.kind <= ts.SyntaxKind.LastJSDocNode) return;
    const children = node.getChildren(tree);
    if (children.length === 0) spans.push({ start: node.getFullStart(), end: node.getStart(tree) });
    else for (const child of children) visit(child);
  };
  visit(tree);
  return spans;
}

function countLines(text: string, comments: readonly Span[]): number {
  let code = "";
  let position = 0;
  for (const { start, end } of comments) {
    code += text.slice(position, start) + text.slice(start, end).replaceAll(/[^\n]/gu, " ");
    position = end;
  }
  code += text.slice(position);
  return code.split("\n").filter((line) => line.trim() !== "").length;
}

/** Parses one file from its text; `file` decides by its ending how it is read. */
export function parseSource(file: string, text: string): SourceText {
  const style = file.endsWith(".css");
  const tree = style ? undefined : ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const trivia = tree === undefined ? [{ start: 0, end: text.length }] : triviaOf(tree);
  const spans = trivia.flatMap(({ start, end }) =>
    [...text.slice(start, end).matchAll(style ? styleCommentPattern : commentPattern)].map((match) => ({
      start: start + match.index,
      end: start + match.index + match[0].length,
    })),
  );
  const comments = spans.map(({ start, end }) => ({ text: text.slice(start, end), line: text.slice(0, start).split("\n").length }));
  return { file, tree, comments, codeLines: countLines(text, spans), hasHeader: /^(?:#![^\n]*\n)?\s*\/[/*]/u.test(text) };
}

/** Parses one file of the tree below `root`. */
export function readSource(root: string, file: string): SourceText {
  return parseSource(file, readFileSync(join(root, file), "utf8"));
}

/** The line a node begins on, from 1. */
export function lineOf(tree: ts.SourceFile, node: ts.Node): number {
  return tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
}

/** Calls `visit` for every node of the tree, parents first. */
export function eachNode(tree: ts.SourceFile, visit: (node: ts.Node) => void): void {
  const walk = (node: ts.Node): void => {
    visit(node);
    ts.forEachChild(node, walk);
  };
  walk(tree);
}
