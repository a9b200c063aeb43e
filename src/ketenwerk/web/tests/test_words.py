from pathlib import Path

import pytest

from ketenwerk.web.words import (
    mail_findings,
    python_findings,
    template_findings,
    template_texts,
    tree_findings,
)

SOURCE = Path(__file__).parents[2]


def found_in(source: str) -> list[str]:
    return [finding.found for finding in template_findings(source, "page.html")]


def found_in_code(source: str, where: str = "views.py") -> list[str]:
    return [finding.found for finding in python_findings(source, where)]


@pytest.mark.requirement("R97")
def test_the_words_on_our_own_screens_are_respectful_and_quiet() -> None:
    found = tree_findings(SOURCE)
    assert not found, "\n".join(str(finding) for finding in found)


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ("<p>De prostituee is geregistreerd.</p>", "prostituee"),
        ("<p>Zij is een slachtoffer.</p>", "slachtoffer"),
        ("<td>Illegale werkers</td>", "Illegale"),
        ("<p>Cliënt weigert hulp</p>", "weigert hulp"),
        ('<p>Lees de uitleg: <a href="/x/">klik hier</a></p>', "klik hier"),
        ('<p class="error">Ongeldige invoer</p>', "Ongeldige invoer"),
        ("<p>U bent niet geautoriseerd.</p>", "niet geautoriseerd"),
        ("<h1>Sessie verlopen</h1>", "Sessie verlopen"),
        ("<h1>Fout 500</h1>", "Fout 500"),
        ("<button>Submit</button>", "Submit"),
        ("<h1>Dashboard</h1>", "Dashboard"),
        ('<a aria-label="Delete note" href="/x/">x</a>', "Delete"),
        ('<img alt="Een prostituee" src="/x.png">', "prostituee"),
        ('{% include "web/button.html" with label="Save" %}', "Save"),
        ('{% translate "Ongeldige datum" %}', "Ongeldige datum"),
        ('{% state "stop" "Sessie verlopen" %}', "Sessie verlopen"),
        ("<p>Voor de {% if many %}slachtoffers{% endif %}</p>", "slachtoffers"),
    ],
)
def test_a_word_that_hurts_or_says_nothing_is_found(source: str, word: str) -> None:
    assert found_in(source) == [word]


@pytest.mark.parametrize(
    "source",
    [
        "<p>De Decentralisatie-uitkering Uitstapprogramma's voor Prostituees betaalt dit.</p>",
        "<p>Kennisnetwerk prostitutie</p>",
        "<p>Verwezen naar Slachtofferhulp Nederland.</p>",
        "<p>Sinds 2022 heet het kennisnetwerk prostitutie.</p>",
    ],
)
def test_an_official_name_may_stand(source: str) -> None:
    assert found_in(source) == []


@pytest.mark.parametrize(
    "source",
    [
        "<p>Sekswerkers kiezen zelf hun woorden.</p>",
        "{# nooit: prostituee #}<!-- slachtoffer --><p>Goed.</p>",
        "{% comment %}klik hier{% endcomment %}<p>Goed.</p>",
        "<script>submit()</script><style>.dashboard {}</style><p>Goed.</p>",
        '{% include "web/components/empty.html" with sign="search" title="Niets gevonden" %}',
        "{% if state == 'submit' %}<button>Sla plan op</button>{% endif %}",
        '<form method="post" class="dashboard"><button name="save">Sla plan op</button></form>',
    ],
)
def test_good_words_code_and_comments_are_left_alone(source: str) -> None:
    assert found_in(source) == []


def test_a_sentence_of_fifteen_words_is_fine_and_of_sixteen_is_not() -> None:
    fifteen = " ".join(["woord"] * 15) + "."
    assert found_in(f"<p>{fifteen} {fifteen}</p>") == []
    assert found_in(f"<p>nog {fifteen}</p>") == [f"nog {fifteen}"]


def test_a_link_inside_a_sentence_does_not_cut_it_but_a_variable_is_one_word() -> None:
    words = " ".join(["woord"] * 14)
    assert len(found_in(f'<p>{words} <a href="/">naar dit</a> {{{{ a.b.c|d }}}}</p>')) == 1
    assert found_in(f"<p>{words} {{{{ a.b.c|date:'j F Y' }}}}</p>") == []


def test_a_finding_points_at_its_line() -> None:
    finding = next(
        template_findings("<div>\n  <p>\n    Een slachtoffer.\n  </p>\n</div>", "page.html")
    )
    assert (finding.where, finding.line) == ("page.html", 3)
    assert str(finding).startswith("page.html:3: “slachtoffer”.")


def test_text_over_several_lines_and_tags_is_read_as_one_sentence() -> None:
    assert [
        text.words for text in template_texts("<p>Dit is\n  <strong>een</strong>\n  zin.</p>")
    ] == ["Dit is een zin."]


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Sekswerkers in beeld", "Sekswerkers"),
        ("Hulp bij uitstappen", "uitstappen"),
        ("Seksuele uitbuiting", "Seksuele"),
        ("Rapport MEE", "MEE"),
        ("Iriszorg", "Iriszorg"),
        ("{{ client.name }}", "client.name"),
        ("{{ partner }} – uren", "partner"),
        ("{{ organisation.name|title }}", "organisation.name|title"),
    ],
)
def test_a_title_that_tells_is_found(title: str, found: str) -> None:
    assert found in found_in(f"{{% block title %}}{title}{{% endblock %}}")
    assert found in found_in(f"<title>{title}</title>")


@pytest.mark.parametrize(
    "title",
    ["KIS – Vandaag", "Ga je mee?", "Een sterker plan", "{{ client.code }}", "{{ week.number }}"],
)
def test_a_neutral_title_may_stand(title: str) -> None:
    assert found_in(f"{{% block title %}}{title}{{% endblock %}}") == []


def test_a_telling_word_on_the_page_itself_is_no_problem() -> None:
    assert found_in("{% block title %}Kaart{% endblock %}<h1>Sekswerkers bij MEE</h1>") == []


@pytest.mark.parametrize(
    "mail", ["Er is nieuws van MEE\n", "Uw traject uitstap\n", "Dag {{ client.name }}\n"]
)
def test_a_mail_tells_nothing(mail: str) -> None:
    assert len(list(mail_findings(mail, "email/new_message.txt"))) == 1
    assert not list(
        mail_findings("Je hebt een bericht. Log in om het te lezen.", "email/new_message.txt")
    )


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('name = "verantwoording-mee-2021.pdf"', "mee"),
        ('name = "sekswerkers.xlsx"', "sekswerkers"),
        ('name = f"plan-{client.name}.pdf"', "client.name"),
        ('name = f"{partner.key}_{year}.csv"', "partner.key"),
        ('header = f"attachment; filename={organisation}.pdf"', "organisation"),
        ('label = "Aantal prostituees"', "prostituees"),
    ],
)
def test_a_file_name_or_text_in_code_that_tells_is_found(source: str, found: str) -> None:
    assert found_in_code(source) == [found]


def test_neutral_file_names_docstrings_and_short_keys_may_stand() -> None:
    assert (
        found_in_code(
            '"""Slachtoffer, illegaal."""\nname = f"KIS-plan-{client.code}-{year}.pdf"\nkey = "slachtoffer"'
        )
        == []
    )


def test_an_address_that_tells_is_found_in_urls_only() -> None:
    source = 'urlpatterns = [path("hulp/mee/", x), path("uitstap/<uuid:pk>/", x), path("uren/", x)]'
    assert found_in_code(source, "hours/urls.py") == ["mee", "uitstap"]
    assert found_in_code(source, "hours/views.py") == []


def test_tests_and_vendored_files_are_not_searched(tmp_path: Path) -> None:
    for folder in ("web/templates/web", "web/static/vendor", "web/tests"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "web/templates/web/page.html").write_text("<h1>Dashboard</h1>")
    (tmp_path / "web/static/vendor/x.js").write_text("'slachtoffer'")
    (tmp_path / "web/tests/test_x.py").write_text('"Een slachtoffer"')
    (tmp_path / "web/static/own.js").write_text("say('Een slachtoffer')")
    assert [(finding.where, finding.found) for finding in tree_findings(tmp_path)] == [
        ("web/static/own.js", "slachtoffer"),
        ("web/templates/web/page.html", "Dashboard"),
    ]
