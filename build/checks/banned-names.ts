// Net 3: names that a room may not speak of, however they came into reach. Must never guess types; it goes by names alone.
import ts from "typescript";
import type { Breach } from "./breach.ts";
import { isTest } from "./source-files.ts";
import { eachNode, lineOf, type SourceText } from "./source-text.ts";

interface NameRule {
  readonly names: readonly string[];
  readonly bans: (file: string) => boolean;
  readonly sentence: string;
}

const pure = (file: string): boolean => file.startsWith("shared/") && !isTest(file);
const mayPrint = /(?:^build\/|^bench\/|^e2e\/|\/cli\/)/u;
const maySocket = /^(?:electron\/loopback\/|renderer\/desk\/|e2e\/|bench\/)/u;

const globalNames: readonly NameRule[] = [
  {
    names: [
      "process",
      "window",
      "document",
      "fetch",
      "setTimeout",
      "setInterval",
      "setImmediate",
      "queueMicrotask",
      "performance",
      "crypto",
      "console",
    ],
    bans: pure,
    sentence: "shared/ runs everywhere and knows no host",
  },
  {
    names: ["ipcMain", "ipcRenderer"],
    bans: (file) => !/^(?:electron\/shell|e2e)\//u.test(file),
    sentence: "only electron/shell knows Electron's IPC",
  },
  {
    names: ["WebSocket", "WebSocketServer"],
    bans: (file) => !maySocket.test(file) && !isTest(file),
    sentence: "only electron/loopback and renderer/desk hold a socket",
  },
  {
    names: ["console"],
    bans: (file) => !mayPrint.test(file) && !isTest(file),
    sentence: "only commands print; everything else logs or answers",
  },
];

const isConfiguration = (file: string): boolean => /\.config\.m?[jt]s$/u.test(file);

/** Names that the file declares itself: a record called `document` is no global. */
function declaredNames(tree: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  eachNode(tree, (node) => {
    const declares =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isBindingElement(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isImportSpecifier(node) ||
      ts.isImportClause(node) ||
      ts.isNamespaceImport(node);
    if (declares && node.name !== undefined && ts.isIdentifier(node.name)) names.add(node.name.text);
  });
  return names;
}

const isGlobalThis = (node: ts.Node): boolean => ts.isIdentifier(node) && node.text === "globalThis";

/** Is this identifier imported from a package and not from a file of the house? */
function fromPackage(node: ts.Identifier): boolean {
  if (!ts.isImportSpecifier(node.parent)) return false;
  const { moduleSpecifier } = node.parent.parent.parent.parent;
  return ts.isStringLiteral(moduleSpecifier) && !moduleSpecifier.text.startsWith(".");
}

/** Is this identifier a value of its own, and not a member, a key or a label of something? */
function standsAlone(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node || isGlobalThis(parent.expression);
  if (ts.isQualifiedName(parent)) return parent.left === node;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  const named = ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isPropertyDeclaration(parent);
  if (named || ts.isMethodDeclaration(parent) || ts.isMethodSignature(parent) || ts.isJsxAttribute(parent)) return parent.name !== node;
  if (ts.isBindingElement(parent)) return parent.propertyName !== node;
  return true;
}

function clockOrDice(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
    const name = `${node.expression.text}.${node.name.text}`;
    return name === "Date.now" || name === "Math.random" ? name : undefined;
  }
  const isDate =
    (ts.isNewExpression(node) || ts.isCallExpression(node)) && ts.isIdentifier(node.expression) && node.expression.text === "Date";
  if (!isDate) return undefined;
  if (ts.isCallExpression(node)) return "Date()";
  return (node.arguments?.length ?? 0) === 0 ? "new Date()" : undefined;
}

function isDefaultExport(node: ts.Node): boolean {
  if (ts.isExportAssignment(node)) return true;
  if (ts.isExportSpecifier(node)) return node.name.text === "default";
  return ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword);
}

/** Every use of a name where it is banned, every look at the clock or the dice in shared/, every default export. */
export function checkNames(source: SourceText): readonly Breach[] {
  const { file, tree } = source;
  if (tree === undefined) return [];
  const breaches: Breach[] = [];
  const report = (rule: string, node: ts.Node, message: string): void => {
    breaches.push({ rule, file, line: lineOf(tree, node), message });
  };
  const rules = globalNames.filter((rule) => rule.bans(file));
  const own = declaredNames(tree);
  eachNode(tree, (node) => {
    if (ts.isIdentifier(node) && standsAlone(node)) {
      const banned = rules.find((rule) => rule.names.includes(node.text));
      if (banned !== undefined && (fromPackage(node) || !own.has(node.text))) report("name", node, `${node.text}: ${banned.sentence}`);
    }
    const impure = pure(file) ? clockOrDice(node) : undefined;
    if (impure !== undefined) report("name", node, `${impure}: shared/ has no clock and no dice, take the value as an argument`);
    if (isDefaultExport(node) && !isConfiguration(file)) report("default-export", node, "export it by its name");
  });
  return breaches;
}
