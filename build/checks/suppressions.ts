// No rule is switched off and nothing is left for later. Must never know an exception.
import ts from "typescript";
import type { Breach } from "./breach.ts";
import { eachNode, lineOf, type SourceText } from "./source-text.ts";

const commentRules: readonly { readonly pattern: RegExp; readonly sentence: string }[] = [
  { pattern: /@ts-(?:ignore|nocheck|expect-error)/u, sentence: "switches the compiler off" },
  { pattern: /(?:oxlint|eslint|stylelint|biome)-(?:disable|ignore)/u, sentence: "switches the linter off" },
  { pattern: /prettier-ignore/u, sentence: "switches the formatter off" },
  { pattern: /(?:v8|c8|istanbul) ignore/u, sentence: "hides code from the coverage" },
  { pattern: /\b(?:TODO|FIXME|XXX|HACK)\b/u, sentence: "leaves work behind; do it or file it" },
];

const testWords = new Set(["test", "it", "describe", "suite", "bench"]);
const skipWords = new Set(["skip", "only", "todo", "fixme", "fails", "fail"]);

function skippedTest(node: ts.Node): string | undefined {
  if (!ts.isPropertyAccessExpression(node) || !skipWords.has(node.name.text)) return undefined;
  let root: ts.Expression = node.expression;
  while (ts.isPropertyAccessExpression(root) || ts.isCallExpression(root)) root = root.expression;
  return ts.isIdentifier(root) && testWords.has(root.text) ? `${root.text}.${node.name.text}` : undefined;
}

const isAny = (type: ts.TypeNode): boolean => type.kind === ts.SyntaxKind.AnyKeyword;

/** Every comment that silences a tool or postpones work, every skipped or singled-out test, every cast to `any`. */
export function checkSuppressions(source: SourceText): readonly Breach[] {
  const { file, tree, comments } = source;
  const breaches = comments.flatMap(({ text, line }) =>
    commentRules
      .filter(({ pattern }) => pattern.test(text))
      .map(({ sentence }): Breach => ({ rule: "suppression", file, line, message: sentence })),
  );
  if (tree === undefined) return breaches;
  eachNode(tree, (node) => {
    const skipped = skippedTest(node);
    if (skipped !== undefined)
      breaches.push({ rule: "suppression", file, line: lineOf(tree, node), message: `${skipped}: every test runs` });
    if ((ts.isAsExpression(node) || ts.isTypeAssertionExpression(node)) && isAny(node.type)) {
      breaches.push({ rule: "suppression", file, line: lineOf(tree, node), message: "a cast to any switches the compiler off" });
    }
  });
  return breaches;
}
