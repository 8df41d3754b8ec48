// Any text is an article: no line may keep the grammar busy. Each line below goes through the real engine
// (vscode-textmate on Oniguruma) at two lengths; eight times the text may take at most sixteen times as long, so
// that a pattern of quadratic cost fails here, and no line may take longer than LIMIT_MS.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
const require = createRequire(import.meta.url);
const { loadWASM, OnigScanner, OnigString } = require("vscode-oniguruma");
const { Registry, INITIAL, parseRawGrammar } = require("vscode-textmate");

// VS Code itself leaves lines of more than 20,000 characters alone (editor.maxTokenizationLineLength).
const [SHORT, LONG, LIMIT_MS] = [2_500, 20_000, 4_000];
const pieces = [
  "a", "A", " ", "\u00a0", "1", "1,", "1.1", "1-", ".", ". ", "..", "-", "- ", "—", "–", "#", "# ", ">", "> ", "*", "[", "]", "[[", "[a", "(", "()", "(1", "{++", "{--",
  "{>>", "“", "”", "“”", "“a", "‘", "’", "‘a", "a’", " ‘a", " 'a", "'", "''", " '", "'a ", "\"", " \"a", "\"a\" ", "„", "«", "«“‘", "TK", "TK ", "XXX", "CQ", "[CHECK ",
  "$", "$1", "US$1 ", "1 million ", "two ", "twenty-", "twenty-two ", "a hundred ", "hundreds of ", "about ", "more than ", "according ", "said ", "By ", "By A", "By A ",
  "By A, B and ", "A ", "A-", "AB ", "AB, ", "AB, C ", "A.", "Ab-", "Washington, ", "WALLACE", "W:", "Title ", "Title: ", "Mar. ", "March 1, ", "2009-", "2009", "1:", "1:1", "12 a",
  "a@", "a.", "a@a.", "http://", "www.", "http://a.b ", "é", "字", "👩‍👩‍👧", "\u200b", "\u202e", "\ufeff", "\0", "\ud800", "Share ", "share this ", "Photo: ", "Advertisement", "\t", "½",
];
const grammarFile = new URL("../news.tmLanguage.json", import.meta.url);
await loadWASM(readFileSync(require.resolve("vscode-oniguruma").replace(/main\.js$/, "onig.wasm")).buffer);
const registry = new Registry({
  onigLib: Promise.resolve({ createOnigScanner: (s) => new OnigScanner(s), createOnigString: (s) => new OnigString(s) }),
  loadGrammar: async () => parseRawGrammar(readFileSync(grammarFile, "utf8"), grammarFile.pathname),
});
const grammar = await registry.loadGrammar("text.news");

const opening = grammar.tokenizeLine("A headline", INITIAL).ruleStack;
function cost(line, stack) {
  const start = performance.now();
  const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
  if (tokens.length === 0 && line) throw new Error(`no token for ${JSON.stringify(line.slice(0, 20))}`);
  grammar.tokenizeLine("", ruleStack);
  return performance.now() - start;
}
let worst = { ms: 0 };
const failures = [];
for (const piece of pieces) {
  for (const [place, stack] of [["first line", INITIAL], ["body", opening]]) {
    const make = (length) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
    cost(make(SHORT), stack); // warms the regex cache
    const short = Math.min(cost(make(SHORT), stack), cost(make(SHORT), stack));
    let ms = cost(make(LONG), stack);
    if (ms > 16 * Math.max(short, 10)) ms = Math.min(ms, cost(make(LONG), stack)); // a busy machine is no failure
    if (ms > worst.ms) worst = { ms, piece, place };
    if (ms > LIMIT_MS || ms > 16 * Math.max(short, 10)) {
      failures.push(`${JSON.stringify(piece)} (${place}): ${short.toFixed(0)} ms at ${SHORT}, ${ms.toFixed(0)} ms at ${LONG} characters`);
    }
  }
}
// Random text: the grammar must get through it, and each paragraph must leave the stack as it found it.
let seed = 20240312;
const random = (n) => ((seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 4294967296 * n) | 0;
for (let round = 0; round < 400; round += 1) {
  let stack = opening;
  for (let lines = random(6); lines >= 0; lines -= 1) {
    let line = "";
    for (let n = random(30); n > 0; n -= 1) line += pieces[random(pieces.length)] + (random(3) ? "" : " ");
    stack = grammar.tokenizeLine(line, stack).ruleStack;
  }
  stack = grammar.tokenizeLine("", stack).ruleStack;
  const { tokens } = grammar.tokenizeLine("plain", stack);
  if (tokens.length !== 1 || tokens[0].scopes.join(" ") !== "text.news") failures.push(`round ${round}: the next paragraph has scopes ${tokens[0].scopes.join(" ")}`);
}
console.log(`${pieces.length} hostile lines, worst ${worst.ms.toFixed(0)} ms (${JSON.stringify(worst.piece)}, ${worst.place}); 400 random texts`);
for (const failure of failures) console.error(`FAIL ${failure}`);
process.exit(failures.length ? 1 : 0);
