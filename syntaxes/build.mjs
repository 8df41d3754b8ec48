// Writes the TextMate grammar and the word lists of the vim syntax file from words.json.
//   node build.mjs          writes both
//   node build.mjs --check  exits with 1 when a written copy is stale
//
// The grammar colours what can be seen in one line without knowing the article: the language server's semantic tokens
// lie on top and know better. Every pattern must therefore be cheap on any text: no repeat inside a repeat unless a
// literal character separates the rounds, and no look-behind that grows. hostile.mjs holds it to that.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const words = JSON.parse(readFileSync(new URL("words.json", import.meta.url), "utf8"));

/** An alternation of literal words, longest first so that "share this story" is not read as "share this". */
function anyOf(...lists) {
  const sorted = [...new Set(lists.flat())].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  return `(?:${sorted.map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&").replace(/ /g, "[ \\u00A0]")).join("|")})`;
}
const escapes = (regex) => regex.replace(/\\u([0-9A-F]{4})/g, "\\x{$1}");
const rx = (strings, ...values) => escapes(String.raw({ raw: strings.raw }, ...values));

const blank = rx`[ \t\u00A0]`;
const word = rx`[\p{L}\p{N}_]`;
const furnitureLine = rx`(?i:${anyOf(words.furniture)})${blank}*$`;
const furnitureStart = rx`(?:(?i:${anyOf(words.furnitureStarts.filter((s) => !s.endsWith(":")))})(?=${blank})|(?i:${anyOf(words.furnitureStarts.filter((s) => s.endsWith(":")))}))`;
const endMark = rx`${anyOf(words.endMarks)}${blank}*$`;
const metadataKey = rx`(?i:${anyOf(words.metadata)})${blank}?:`;
const byline = rx`(?:By|BY)${blank}+(?=\p{Lu})`;
const month = anyOf(words.months);
const dateLine = rx`(?:${month}${blank}\d{1,2},?${blank}\d{4}|\d{1,2}${blank}${month},?${blank}\d{4}|\d{4}-\d\d-\d\d)${blank}*$`;
const digits = rx`\d+(?:[.,]\d+)*`;
const scale = rx`(?:${blank}|-)?${anyOf(words.scales)}s?(?!${word})|(?i:${anyOf(words.shortScales)})(?!${word})`;
const numberWord = rx`(?:${anyOf(words.numbers)}(?:-(?:one|${anyOf(words.units)}))?|${anyOf(words.units)})`;
const figureAhead = rx`(?!\d+\()(?:[A-Z]{0,3}[$€£¥₹₩]|\d|(?i:${numberWord}|${anyOf(words.vague, words.ratios, words.scales)}|a${blank}${anyOf(words.scales)})(?!${word}))`;

// The first line that is no furniture is the headline, unless it reads like a paragraph. A rule cannot look past its
// line, so the headline is the *end* of a rule that begins with the text.
const notHeadline = rx`(?!${blank}|$|${furnitureLine}|${furnitureStart}|${endMark}|${metadataKey}|${byline}|${dateLine})`;
const preamble = {
  begin: rx`\A`,
  end: rx`^\uFEFF?${blank}*${notHeadline}(?:(#{1,6}${blank}+)?(\S.{0,200}(?:(?<![.,;:])|(?<=\p{Lu}\.)))$|(.+)$)`,
  endCaptures: {
    1: { name: "punctuation.definition.heading.news" },
    2: { name: "markup.heading.news", patterns: [{ include: "#marks" }, { include: "#quotes" }, { include: "#numbers" }] },
    3: { patterns: [{ include: "#body" }] },
  },
  patterns: [{ include: "#furniture" }, { include: "#metadata" }, { include: "#byline" }, { name: "constant.other.date.news", match: rx`^${blank}*${dateLine}` }],
};

// Marks a desk leaves in its copy, and the comments of CriticMarkup.
const marks = {
  patterns: [
    { name: "comment.block.critic.news", begin: rx`\{>>`, end: rx`<<\}|^(?=${blank}*$)` },
    { name: "markup.inserted.news", match: rx`\{\+\+[^{}]{0,500}\+\+\}` },
    { name: "markup.deleted.news", match: rx`\{--[^{}]{0,500}--\}` },
    { name: "markup.changed.news", match: rx`\{~~[^{}]{0,500}~~\}` },
    // (CQ) says that somebody has looked: a note, not a gap.
    { name: "comment.block.confirmed.news", match: rx`\(CQ\)|\[CQ\]|(?<!${word})CQ(?!${word})` },
    {
      name: "invalid.illegal.placeholder.news",
      match: rx`[(\[](?:${anyOf(words.placeholders)}(?!${word})[^()\[\]]{0,80}|\?{1,3})[)\]]|(?<!${word})(?:(?:TK){1,4}|X{3,8})(?!${word})`,
    },
    { name: "constant.other.footnote.news", match: rx`\[\^[^\]\s]{1,40}\]` },
  ],
};

// A quote ends with its mark, with the paragraph, or where the next paragraph opens its own mark (which is how a
// quote of several paragraphs is set). Straight marks need the text around them: 6" is a length.
const insideQuote = [
  { include: "#marks" },
  { name: "variable.other.insertion.news", match: rx`\[[^\[\]]{1,120}\]` },
  { name: "constant.character.ellipsis.news", match: rx`…|\.\.\.+|\.${blank}\.${blank}\.` },
];
const paragraphEnd = rx`^(?=${blank}*$)|^(?=${blank}*["“„«])`;
const quote = (kind, begin, end, inner) => ({
  name: `string.quoted.${kind}.news`,
  begin,
  end: `(${end})|${paragraphEnd}`,
  beginCaptures: { 0: { name: "punctuation.definition.string.begin.news" } },
  endCaptures: { 1: { name: "punctuation.definition.string.end.news" } },
  patterns: [...insideQuote, ...inner.map((include) => ({ include })), { include: "#numbers" }],
});
const quotes = {
  patterns: [
    quote("double", rx`“`, rx`”`, ["#singleInside"]),
    quote("double", rx`„`, rx`[“”]`, ["#singleInside"]),
    quote("other", rx`«`, rx`»`, ["#doubleInside", "#singleInside"]),
    quote("double", rx`(?<!${word}|')''(?=[^'\s])`, rx`''`, []),
    quote("double", rx`(?<!${word})"(?=\S)`, rx`"(?!${word})`, ["#singleInside"]),
    { include: "#single" },
  ],
};
// An apostrophe is a single mark too. A single quote is one only when its other end stands in the same line.
const apostropheWords = rx`(?:\d\ds?|bout|cause|em|n|round|til|tis|twas)(?!${word})`;
const curlySingle = [rx`(?<!${word})‘(?=\S(?:[^‘’]|(?<=${word})’(?=${word}))*’)(?!${apostropheWords})`, rx`’(?!${word})`];
const straightSingle = [rx`(?<!${word}|')'(?=[^\s'](?:[^'"]|(?<=${word})'(?=${word}))*[^\s'"]'(?!${word}))(?!${apostropheWords})`, rx`'(?!${word})`];
const single = { patterns: [quote("single", ...curlySingle, ["#doubleInside"]), quote("single", ...straightSingle, ["#doubleInside"])] };
const singleInside = { patterns: [quote("single", ...curlySingle, []), quote("single", ...straightSingle, [])] };
const doubleInside = { patterns: [quote("double", rx`“`, rx`”`, []), quote("double", rx`(?<!${word})"(?=\S)`, rx`"(?!${word})`, [])] };

// Number-like tokens that nobody asks a source for come first, so that the figures below do not take them.
const numbers = {
  patterns: [
    { name: "markup.underline.link.news", match: rx`(?<!${word})(?:https?://|www\.)[^\s<>"“”«»]{1,2000}|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}` },
    {
      name: "constant.other.date.news",
      match: rx`(?<!${word})(?:\d{1,2}(?:st|nd|rd|th)?${blank}${month}(?:,?${blank}\d{4}(?!${word}))?|${month}${blank}\d{1,2}(?:st|nd|rd|th)?(?!${word})(?:,?${blank}\d{4}(?!${word}))?|${month},?${blank}\d{4}(?!${word})|\d{4}-\d\d-\d\d(?!${word})|(?:1[5-9]|20)\d\d(?:[-–]\d\d(?:\d\d)?)?s?(?!${word}|[.,]\d|${blank}?%|${blank}(?:percent|per|million|billion)(?!${word}))|[’']\d0s(?!${word}))`,
    },
    { name: "constant.other.time.news", match: rx`(?<!${word})\d{1,2}(?::\d\d(?::\d\d)?(?:${blank}?(?i:[ap]\.?m\.?(?!${word})))?|${blank}?(?i:[ap]\.m\.|[ap]m)(?!${word}))` },
    { name: "constant.other.statute.news", match: rx`(?<!${word})(?:\d+(?:\([A-Za-z0-9]{1,4}\))+|(?:Title|[Ss]ection|Sec\.|Article|Chapter|Act|Proposition|Prop\.|Bill|H\.R\.|S\.|§§?)${blank}?\d+[A-Za-z]?(?:\([A-Za-z0-9]{1,4}\))*)` },
    { match: rx`(?<!${word})(?:\d+(?:st|nd|rd|th)(?!${word})|\(?\d{3}\)?[-. ]\d{3}[-.]\d{4}(?!${word}))` },
    { match: rx`(?<!${word})\p{L}[\p{L}_]{0,40}\d[\p{L}\p{N}_]{0,40}` },

    {
      match: rx`(?<!${word})(?i:(${anyOf(words.hedges)}))${blank}(?=${figureAhead})`,
      captures: { 1: { name: "storage.modifier.hedge.news" } },
    },
    { name: "constant.numeric.money.news", match: rx`(?<!${word})[A-Z]{0,3}[$€£¥₹₩]${blank}?${digits}(?:${scale})?` },
    {
      name: "constant.numeric.percent.news",
      match: rx`(?<!${word})(?:${digits}|(?i:${numberWord}))(?:${blank}?(%)|[-\x20\u00A0](${anyOf(words.percent)})(?!${word}))`,
      captures: { 1: { name: "keyword.other.unit.news" }, 2: { name: "keyword.other.unit.news" } },
    },
    { name: "constant.numeric.vague.news", match: rx`(?<!${word})(?i:${anyOf(words.vague)})(?!${word})` },
    { name: "constant.numeric.ratio.news", match: rx`(?<!${word})(?i:${anyOf(words.ratios)})(?!${word})` },
    { name: "constant.numeric.news", match: rx`(?<!${word})${digits}(?:${scale})?(?!${word})` },
    { name: "constant.numeric.word.news", match: rx`(?<!${word})(?i:(?:(?:an?|one)(?=${blank}${anyOf(words.scales)}(?!${word}))|${numberWord})(?:${blank}${anyOf(words.scales)}(?!${word}))*)(?!${word})` },
  ],
};

const grammar = {
  $comment: "Written by build.mjs from words.json: change those.",
  name: "News Article",
  scopeName: "text.news",
  fileTypes: ["news"],
  patterns: [{ include: "#preamble" }, { include: "#body" }],
  repository: {
    preamble,
    body: {
      patterns: [
        { include: "#furniture" },
        { include: "#metadata" },
        { include: "#byline" },
        { include: "#dateline" },
        { include: "#speaker" },
        { include: "#heading" },
        { include: "#blockQuote" },
        { include: "#marks" },
        { include: "#quotes" },
        { include: "#numbers" },
        { include: "#attribution" },
      ],
    },
    furniture: {
      patterns: [
        { name: "comment.line.end.news", match: rx`^${blank}*${endMark}` },
        { name: "comment.line.furniture.news", match: rx`^\uFEFF?${blank}*(?:${furnitureLine}|${furnitureStart}.*$)` },
      ],
    },
    metadata: {
      name: "meta.metadata.news",
      begin: rx`^\uFEFF?${blank}*(${metadataKey})`,
      end: "$",
      beginCaptures: { 1: { name: "keyword.other.metadata.news" } },
      patterns: [{ include: "#marks" }, { include: "#quotes" }, { include: "#numbers" }],
    },
    // "By Orla Penhaligon and J. B. Smith, Staff Writer  Aug 28, 2009". The names end with the first word in small letters.
    byline: {
      match: rx`^\uFEFF?${blank}*(${byline.replace("(?=\\p{Lu})", "")})((?:\p{Lu}[\p{L}.'’-]*|and|with|de|da|del|der|van|von|la|le|bin|al|&)(?:,?${blank}(?!${month}${blank})(?:\p{Lu}[\p{L}.'’-]*|and|with|de|da|del|der|van|von|la|le|bin|al|&))*)(?=$|[,;|–—]|${blank}*(?:\||[–—]|${month}${blank}))(.{0,120})$`,
      name: "meta.byline.news",
      captures: {
        1: { name: "keyword.other.byline.news" },
        2: { name: "entity.name.type.author.news" },
        3: { patterns: [{ include: "#numbers" }] },
      },
    },
    // "HARBOUR BAY — ", "Washington, DC – ", "GENEVA, June 3 (Agency) - ": capitals, or a state, or an agency in brackets,
    // because "Mayor Teresa Lindqvist — " opens a sentence.
    dateline: {
      match: rx`^(${blank}*)(\p{Lu}[\p{Lu}.'’]+(?:[ -][\p{Lu}.'’]+){0,4}(?:,${blank}\p{Lu}[\p{L}.]*(?:${blank}\p{Lu}[\p{L}.]*){0,2})?|\p{Lu}[\p{L}.'’]+(?:[ -]\p{Lu}[\p{L}.'’]+){0,3}(?:,${blank}\p{Lu}[\p{L}.]*(?:${blank}\p{Lu}[\p{L}.]*){0,2}|(?=${blank}\([\p{Lu}])))((?:,?${blank}${month}(?:${blank}\d{1,2})?)?(?:${blank}\([^()]{1,40}\))?)${blank}*(—|–|--|-)(?=${blank})`,
      name: "meta.dateline.news",
      captures: {
        2: { name: "constant.other.place.news" },
        3: { patterns: [{ include: "#numbers" }] },
        4: { name: "punctuation.separator.dateline.news" },
      },
    },
    // A transcript's "WALLACE: ", an interview's "Q: ".
    speaker: {
      match: rx`^${blank}*(\p{Lu}(?:[\p{Lu}.'’-]+(?:${blank}[\p{Lu}.'’-]+){0,4})?)(:)(?=${blank})`,
      captures: { 1: { name: "entity.name.type.speaker.news" }, 2: { name: "punctuation.separator.speaker.news" } },
    },
    heading: {
      match: rx`^(#{1,6}${blank}+)(\S.*)$`,
      captures: {
        1: { name: "punctuation.definition.heading.news" },
        2: { name: "markup.heading.news", patterns: [{ include: "#marks" }, { include: "#quotes" }, { include: "#numbers" }] },
      },
    },
    blockQuote: {
      name: "markup.quote.news",
      begin: rx`^${blank}{0,3}(>)${blank}?`,
      end: "$",
      beginCaptures: { 1: { name: "punctuation.definition.quote.begin.news" } },
      patterns: [{ include: "#marks" }, { include: "#quotes" }, { include: "#numbers" }],
    },
    marks,
    quotes,
    single,
    singleInside,
    doubleInside,
    numbers,
    // Verbs in small letters only: not "United States". After a determiner stands a noun or a participle ("its stated goals"), and
    // what is more often a noun counts only before what is said ("26 states", but "the letter states that").
    attribution: {
      name: "keyword.other.attribution.news",
      match: rx`(?<!${word})(?:(?i:${anyOf(words.cues)})|(?<!(?:[’']s|[Tt]he|[Tt]heir|[Ii]ts|[Hh]is|[Hh]er|[Oo]ur|[Aa]n?)[ \u00A0])(?:${anyOf(words.verbs)}|${anyOf(words.verbsOrNouns)}(?=${blank}that(?!${word})|:|,?${blank}["“])))(?!${word})`,
    },
  },
};

// The vim syntax file keeps its own patterns and takes the words from between two marker lines.
const vimList = (name) => {
  const lines = [`let s:${name.replace(/[A-Z]/g, (c) => "_" + c.toLowerCase())} = [`];
  for (const item of [...words[name]].sort((a, b) => b.length - a.length || (a < b ? -1 : 1))) {
    const piece = `'${item.replace(/'/g, "''")}', `;
    if (lines.at(-1).length + piece.length > 118 || lines.length === 1) lines.push("      \\ ");
    lines[lines.length - 1] += piece;
  }
  lines.push("      \\ ]");
  return lines.map((line) => line.trimEnd()).join("\n");
};
const [open, close] = ['" >>> words (written by syntaxes/build.mjs)', '" <<< words'];
function vimSyntax(old) {
  const [from, to] = [old.indexOf(open), old.indexOf(close)];
  if (from < 0 || to < from) throw new Error("the vim syntax file has lost its marker lines");
  return old.slice(0, from) + [open, ...Object.keys(words).map(vimList)].join("\n") + "\n" + old.slice(to);
}

const vimFile = new URL("../editors/neovim/syntax/newsarticle.vim", import.meta.url);
const outputs = [
  [new URL("news.tmLanguage.json", import.meta.url), () => JSON.stringify(grammar, null, 2) + "\n"],
  [vimFile, vimSyntax],
];
let stale = 0;
for (const [file, make] of outputs) {
  let old = "";
  try {
    old = readFileSync(file, "utf8");
  } catch {}
  const made = make(old);
  if (made === old) continue;
  stale += 1;
  const name = fileURLToPath(file);
  if (process.argv.includes("--check")) console.error(`${name} is not what build.mjs writes: run node syntaxes/build.mjs`);
  else writeFileSync(file, made), console.log(`wrote ${name}`);
}
if (process.argv.includes("--check") && stale) process.exit(1);
