"""The words on screen: which ones hurt or hide, and which ones give a person away.

Two registers. *Spoken* words are all Dutch text on screen: respectful, plain, saying what to do.
*Quiet* words are what others may see over a shoulder, in a browser history or a download folder:
page titles, addresses, file names and mail. They tell nothing about the work or the partners.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

LONGEST_SENTENCE = 15


@dataclass(frozen=True)
class Text:
    """A piece of text with the line on which it starts."""

    line: int
    words: str


@dataclass(frozen=True, order=True)
class Finding:
    where: str
    line: int
    found: str
    advice: str

    def __str__(self) -> str:
        return f"{self.where}:{self.line}: “{self.found}”. {self.advice}"


AVOIDED = {
    r"prostitu\w+|hoer(?:en)?": "Zeg sekswerker of sekswerk.",
    r"slachtoffers?": "Gebruik het woord dat iemand zelf kiest.",
    r"illega(?:al|le|len|liteit)": "Zeg: werkt zonder vergunning.",
    r"gevallen vrouw\w*|meisjes": "Zeg vrouwen, of jongeren.",
    r"weiger(?:t|de)? (?:alle )?hulp": "Zeg: nu geen hulp gewenst.",
    r"hij/zij|hij of zij|zijn/haar|m/v": "Schrijf zonder geslacht.",
    r"klik(?:ken)? hier|hier klikken": "Zeg waar de link heen gaat.",
    r"ongeldige? (?:invoer|waarde|datum|keuze|formaat)": "Zeg wat iemand moet invullen, met een voorbeeld.",
    r"(?:niet )?geautoriseerd|onbevoegd": "Zeg wie het wel kan zien en wat te doen.",
    r"sessie (?:is )?verlopen": "Zeg: je scherm is vergrendeld, je tekst is bewaard.",
    r"fout(?:code)? \d{3}|\d{3} error": "Zeg wat er misging, wat is bewaard en wat te doen.",
}
ENGLISH = {
    r"submit|save|cancel|delete|edit|search|next|back": "Een knop is een Nederlands werkwoord met een onderwerp.",
    r"dashboard|login|logout|settings|home": "Gebruik het Nederlandse woord uit het menu.",
}
# Names that others gave: laws, schemes, organisations and trainings.
OFFICIAL_NAMES = (
    r"Decentralisatie[- ]uitkering Uitstap(?:programma['’]s voor)? Prostitu\w+",
    r"Regeling Uitstap-?programma['’]s Prostitu\w+",
    r"uitstapprogramma prostituees",
    r"kennisnetwerk prostitutie",
    r"ketenaanpak prostitutie",
    r"Slachtofferhulp(?: Nederland)?",
    r"Slachtoffermonitor",
)
TELLING_WORDS = (
    r"sekswerk\w*|seksu\w+|prostitu\w+|escort|uitstap\w*|exploitatie|uitbuiting|mensenhandel"
    r"|slachtoffer\w*|verslav\w+|soa|lvb|duup|rups|ketenaanpak|kennisnetwerk"
)
TELLING_NAMES = r"MEE|IrisZorg|Iriszorg|Moviera|Sterker|R75|GGD|Entrea|Zorgplus"
# An expression that puts a person or a partner in a title or a file name. A code or an id may stand there.
TELLING_EXPRESSION = re.compile(
    r"client|person|organisation|partner|called|\bname\b|initials", re.IGNORECASE
)
HARMLESS_END = re.compile(r"\.(?:code|id|pk|number|count)\W*$")
QUIET_ADVICE = "Dit staat in beeld, geschiedenis of map van een ander: houd het neutraal."


def _whole(pattern: str) -> str:
    return rf"(?<!\w)(?:{pattern})(?!\w)"


def spoken_findings(texts: Iterable[Text], where: str) -> Iterator[Finding]:
    """Words that judge, blame or say nothing, outside official names."""
    official = re.compile("|".join(OFFICIAL_NAMES), re.IGNORECASE)
    for text in texts:
        own_words = official.sub(" ", text.words)
        for pattern, advice in AVOIDED.items():
            for match in re.finditer(_whole(pattern), own_words, re.IGNORECASE):
                yield Finding(where, text.line, match[0], advice)


def english_findings(texts: Iterable[Text], where: str) -> Iterator[Finding]:
    """English words for buttons and places, when a text starts with one or is one."""
    for text in texts:
        for pattern, advice in ENGLISH.items():
            if match := re.match(_whole(pattern), text.words.strip(), re.IGNORECASE):
                yield Finding(where, text.line, match[0], advice)


def long_sentences(texts: Iterable[Text], where: str) -> Iterator[Finding]:
    """Sentences of more than 15 words; a variable counts as one word."""
    for text in texts:
        for sentence in re.split(r"(?<=[.!?:;])\s+", text.words):
            words = [word for word in sentence.split() if re.search(r"\w|§", word)]
            if len(words) > LONGEST_SENTENCE:
                yield Finding(
                    where,
                    text.line,
                    sentence.strip(),
                    f"{len(words)} woorden: maak er twee zinnen van.",
                )


def quiet_findings(texts: Iterable[Text], where: str, *, path: bool = False) -> Iterator[Finding]:
    """What tells on somebody. In a `path` (address, file name) names count in small letters too."""
    names = re.compile(_whole(TELLING_NAMES), re.IGNORECASE if path else 0)
    words = re.compile(_whole(TELLING_WORDS), re.IGNORECASE)
    for text in texts:
        # In an address the words are held together by signs that count as letters.
        plain = text.words.replace("_", " ") if path else text.words
        for match in [*words.finditer(plain), *names.finditer(plain)]:
            yield Finding(where, text.line, match[0], QUIET_ADVICE)
        for expression in re.findall(r"\{\{?(.*?)\}\}?", text.words):
            if TELLING_EXPRESSION.search(expression) and not HARMLESS_END.search(
                expression.split("|")[0].strip()
            ):
                yield Finding(where, text.line, expression.strip(), QUIET_ADVICE)


DJANGO_COMMENT = re.compile(
    r"\{#.*?#\}|\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}|<!--.*?-->", re.DOTALL
)
DJANGO_TAG = re.compile(r"\{%.*?%\}", re.DOTALL)
DJANGO_VARIABLE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
DUMB_TAG = re.compile(r"\{%\s*(?:if|elif|url|static|extends|load|icon|now)\b")
QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'")
TITLE = re.compile(r"<title>(.*?)</title>|\{%\s*block title\s*%\}(.*?)\{%\s*endblock", re.DOTALL)
BREAK = "\x1e"
INLINE = {
    "a",
    "abbr",
    "b",
    "code",
    "em",
    "i",
    "kbd",
    "mark",
    "q",
    "small",
    "span",
    "strong",
    "svg",
    "time",
    "use",
}
SILENT = {"script", "style", "code"}
SPEAKING_ATTRIBUTES = {"alt", "aria-label", "data-label", "placeholder", "title"}


def template_texts(source: str) -> list[Text]:
    """What a template says: text between tags, attributes that are read out, and text given to components."""
    clean = DJANGO_COMMENT.sub(_blank, source)
    inside_tags = [
        Text(_line(clean, tag.start()), words)
        for tag in DJANGO_TAG.finditer(clean)
        if not DUMB_TAG.match(tag[0])
        for words in (match[1] or match[2] or "" for match in QUOTED.finditer(tag[0]))
        if _is_text(words)
    ]
    parser = _Speaker()
    parser.feed(
        DJANGO_VARIABLE.sub(
            "§", DJANGO_TAG.sub(lambda tag: BREAK + "\n" * tag[0].count("\n"), clean)
        )
    )
    parser.close()
    parser.end_block()
    return sorted([*inside_tags, *parser.texts], key=lambda text: text.line)


def template_titles(source: str) -> list[Text]:
    """The titles in a template, with their variables as written."""
    clean = DJANGO_COMMENT.sub(_blank, source)
    return [
        Text(_line(clean, match.start()), DJANGO_TAG.sub(" ", match[1] or match[2] or "").strip())
        for match in TITLE.finditer(clean)
    ]


def _is_text(words: str) -> bool:
    """Whether a string in code is meant to be read: it has a capital or a space. Keys and names have neither."""
    return " " in words or words[:1].isupper()


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _line(source: str, position: int) -> int:
    return source.count("\n", 0, position) + 1


class _Speaker(HTMLParser):
    """Gathers running text; inline elements do not break a sentence, blocks and template tags do."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[Text] = []
        self._parts: list[str] = []
        self._start = 1
        self._silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT and not self._silent:
            self._silent = tag
        if tag not in INLINE:
            self.end_block()
        line = self.getpos()[0]
        spoken = ((name.strip(BREAK), value) for name, value in attrs)
        self.texts += [
            Text(line, value) for name, value in spoken if value and name in SPEAKING_ATTRIBUTES
        ]

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = ""
        if tag not in INLINE:
            self.end_block()

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        line = self.getpos()[0]
        for number, part in enumerate(data.split(BREAK)):
            if number:
                self.end_block()
            if not self._parts:
                self._start = line + part[: len(part) - len(part.lstrip())].count("\n")
            if self._parts or part.strip():
                self._parts.append(part)
            line += part.count("\n")

    def end_block(self) -> None:
        words = " ".join("".join(self._parts).split())
        if words:
            self.texts.append(Text(self._start, words))
        self._parts.clear()


def python_texts(source: str) -> list[Text]:
    """Text in code that may reach a screen: strings of words, without docstrings."""
    tree = ast.parse(source)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        Text(node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
        if _is_text(node.value)
    ]


FILE_NAME = re.compile(r"[^\s/]+\.(?:pdf|xlsx|csv|docx|ics|zip)\b")


def python_file_names(source: str) -> list[Text]:
    """Names of files that code gives to a reader; the holes of an f-string stay as `{expression}`."""
    return [
        Text(line, match[0])
        for line, words in _strings(ast.parse(source))
        for match in FILE_NAME.finditer(words)
    ]


def python_addresses(source: str) -> list[Text]:
    """The routes in a urls.py."""
    return [
        Text(node.lineno, str(node.args[0].value))
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"path", "re_path"}
        if node.args and isinstance(node.args[0], ast.Constant)
    ]


def _strings(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield node.lineno, "".join(_part(value) for value in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def _part(value: ast.expr) -> str:
    if isinstance(value, ast.FormattedValue):
        return "{" + ast.unparse(value.value).replace(" ", "") + "}"
    return str(value.value) if isinstance(value, ast.Constant) else ""


def template_findings(source: str, where: str) -> Iterator[Finding]:
    texts = template_texts(source)
    yield from spoken_findings(texts, where)
    yield from english_findings(texts, where)
    yield from long_sentences(texts, where)
    yield from quiet_findings(template_titles(source), where)


def mail_findings(source: str, where: str) -> Iterator[Finding]:
    """Subject and body alike: a mail may be read on a screen that is not safe."""
    lines = [Text(number, line) for number, line in enumerate(source.splitlines(), 1)]
    yield from spoken_findings(lines, where)
    yield from quiet_findings(lines, where)


def python_findings(source: str, where: str) -> Iterator[Finding]:
    yield from spoken_findings(python_texts(source), where)
    yield from quiet_findings(python_file_names(source), where, path=True)
    if where.endswith("urls.py"):
        yield from quiet_findings(python_addresses(source), where, path=True)


def script_findings(source: str, where: str) -> Iterator[Finding]:
    yield from spoken_findings(
        [Text(number, line) for number, line in enumerate(source.splitlines(), 1)], where
    )


NOT_OURS = {"tests", "migrations", "vendor"}
OWN_FILE = Path(__file__)


def tree_findings(source_folder: Path) -> list[Finding]:
    """Everything found under a source folder, in order of file and line."""
    found: set[Finding] = set()
    for path in sorted(source_folder.rglob("*")):
        where = path.relative_to(source_folder).as_posix()
        if not path.is_file() or NOT_OURS & set(path.parts) or path == OWN_FILE:
            continue
        found.update(_file_findings(path, where))
    return sorted(found)


def _file_findings(path: Path, where: str) -> Iterator[Finding]:
    if "templates" in path.parts and "email" in path.parts:
        yield from mail_findings(path.read_text("utf-8"), where)
    elif "templates" in path.parts and path.suffix == ".html":
        yield from template_findings(path.read_text("utf-8"), where)
    elif path.suffix == ".py":
        yield from python_findings(path.read_text("utf-8"), where)
    elif path.suffix == ".js":
        yield from script_findings(path.read_text("utf-8"), where)
