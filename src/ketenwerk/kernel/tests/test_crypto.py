"""Seals and keys: what does not open raises, and nothing half-open ever comes out."""

import uuid
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketenwerk.kernel import crypto
from ketenwerk.kernel.crypto import KEY_BYTES, KeyTree, RootKeyError, SealBroken

ROOT = KeyTree(bytes(range(32)))
OTHER_ROOT = KeyTree(bytes(range(1, 33)))
KEY = bytes(32)
OTHER_KEY = bytes([1]) * 32
HERE = "clients_client|called|1"
ELSEWHERE = "clients_client|called|2"
SECRET = "Zij heet Linde"


@given(text=st.text(), key=st.binary(min_size=32, max_size=32), place=st.text(min_size=1))
def test_what_is_sealed_comes_back_unchanged(text: str, key: bytes, place: str) -> None:
    assert crypto.unseal(crypto.seal(text, key=key, place=place), key=key, place=place) == text


@given(text=st.text(min_size=4), position=st.integers(min_value=0), bit=st.integers(0, 7))
def test_one_flipped_bit_anywhere_raises(text: str, position: int, bit: int) -> None:
    sealed = bytearray(crypto.seal(text, key=KEY, place=HERE))
    sealed[position % len(sealed)] ^= 1 << bit
    with pytest.raises(SealBroken):
        crypto.unseal(bytes(sealed), key=KEY, place=HERE)


@given(text=st.text(), cut=st.integers(min_value=1))
def test_a_value_that_was_cut_short_raises(text: str, cut: int) -> None:
    sealed = crypto.seal(text, key=KEY, place=HERE)
    with pytest.raises(SealBroken):
        crypto.unseal(
            sealed[: -(cut % len(sealed)) or None][: len(sealed) - 1], key=KEY, place=HERE
        )


@pytest.mark.parametrize(
    ("key", "place"),
    [
        (OTHER_KEY, HERE),
        (KEY, ELSEWHERE),
        (KEY, "clients_client|identity|1"),
        (KEY, "trajectories_note|called|1"),
    ],
    ids=["other key", "other row", "other field", "other table"],
)
def test_a_value_opens_only_with_its_own_key_in_its_own_place(key: bytes, place: str) -> None:
    sealed = crypto.seal(SECRET, key=KEY, place=HERE)
    with pytest.raises(SealBroken):
        crypto.unseal(sealed, key=key, place=place)


def test_two_rows_that_were_swapped_both_refuse() -> None:
    first, second = (crypto.seal(SECRET, key=KEY, place=place) for place in (HERE, ELSEWHERE))
    for sealed, place in ((second, HERE), (first, ELSEWHERE)):
        with pytest.raises(SealBroken):
            crypto.unseal(sealed, key=KEY, place=place)


@pytest.mark.parametrize(
    "stored", [b"", b"\x00", SECRET.encode(), b"\x02" + bytes(40), b"\x01" + bytes(5)]
)
def test_what_was_never_sealed_raises_and_is_never_handed_back(stored: bytes) -> None:
    with pytest.raises(SealBroken):
        crypto.unseal(stored, key=KEY, place=HERE)


def test_the_message_of_a_broken_seal_holds_neither_text_nor_ciphertext() -> None:
    sealed = crypto.seal(SECRET, key=KEY, place=HERE)
    with pytest.raises(SealBroken) as caught:
        crypto.unseal(sealed, key=OTHER_KEY, place=HERE)
    assert str(caught.value) == "a sealed value does not open"
    assert caught.value.__cause__ is None


def test_the_same_text_never_looks_the_same_twice() -> None:
    assert len({crypto.seal(SECRET, key=KEY, place=HERE) for _ in range(100)}) == 100


def test_a_sealed_value_costs_29_bytes_and_shows_nothing_of_the_text() -> None:
    sealed = crypto.seal(SECRET, key=KEY, place=HERE)
    assert len(sealed) == len(SECRET.encode()) + 29
    assert b"Linde" not in sealed


def test_a_memoryview_from_the_database_opens_too() -> None:
    assert (
        crypto.unseal(memoryview(crypto.seal(SECRET, key=KEY, place=HERE)), key=KEY, place=HERE)
        == SECRET
    )


def test_a_wrapped_key_opens_only_with_the_key_that_wrapped_it() -> None:
    wrapped = crypto.wrap(KEY, by=ROOT.derive("a"))
    assert crypto.unwrap(wrapped, by=ROOT.derive("a")) == KEY
    with pytest.raises(SealBroken):
        crypto.unwrap(wrapped, by=ROOT.derive("b"))


@pytest.mark.parametrize(
    "spoil", [lambda w: w[:-1], lambda w: w[:8], lambda w: bytes([w[0] ^ 1]) + w[1:], lambda w: b""]
)
def test_a_spoilt_wrapped_key_raises(spoil: object) -> None:
    with pytest.raises(SealBroken):
        crypto.unwrap(spoil(crypto.wrap(KEY, by=OTHER_KEY)), by=OTHER_KEY)  # type: ignore[operator]


def test_wrapping_follows_the_published_standard() -> None:
    """RFC 3394 section 4.6: 256 bits of key data under a 256-bit key."""
    by = bytes.fromhex("000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F")
    key = bytes.fromhex("00112233445566778899AABBCCDDEEFF000102030405060708090A0B0C0D0E0F")
    expected = "28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21"
    assert crypto.wrap(key, by=by).hex() == expected


def test_every_key_of_the_tree_differs() -> None:
    one, two = uuid.UUID(int=1), uuid.UUID(int=2)
    keys = [
        ROOT.root,
        ROOT.link_tokens,
        ROOT.drafts,
        ROOT.organisation(one),
        ROOT.organisation(one, 2),
        ROOT.organisation(two),
        ROOT.derive("key-check"),
        ROOT.derive("second-factor"),
        ROOT.derive(f"own-marks:{one}"),
        ROOT.derive(f"own-marks:{two}"),
    ]
    assert len(set(keys)) == len(keys)
    assert {len(key) for key in keys} == {KEY_BYTES}


def test_another_root_gives_another_tree() -> None:
    assert ROOT.link_tokens != OTHER_ROOT.link_tokens
    assert ROOT.check_value != OTHER_ROOT.check_value


def test_the_tree_is_the_same_today_and_tomorrow() -> None:
    """These values may never change: everything that is stored was sealed under them."""
    assert ROOT.derive("link-tokens").hex() == KeyTree(bytes(range(32))).link_tokens.hex()
    assert ROOT.link_tokens.hex() == GOLDEN_LINK_TOKENS
    assert ROOT.check_value == GOLDEN_CHECK_VALUE


GOLDEN_LINK_TOKENS = "cedea5ce28a8042b4a013daca9b84b7f9eaffa7035787b52409a27ca352c35d9"
GOLDEN_CHECK_VALUE = "df2dd037162cdddb77ec8aa315965cf65b3b7261064ccd47ef3becaaa98aae09"


def test_the_check_value_shows_nothing_of_the_root() -> None:
    assert ROOT.root.hex() not in ROOT.check_value
    assert ROOT.check_value != ROOT.derive("key-check").hex()


def test_a_new_root_is_readable_by_its_maker_only_and_never_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "keys" / "root.key"
    made = crypto.write_new_root(file)
    assert file.stat().st_mode & 0o777 == 0o600
    assert crypto.read_root(file) == made
    with pytest.raises(FileExistsError):
        crypto.write_new_root(file)
    assert crypto.read_root(file) == made


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "Er is geen sleutelbestand op root.key. Zet het bestand terug of wijs het aan."),
        (b"", "Het sleutelbestand root.key hoort 64 hexadecimale tekens te hebben."),
        (b"ab" * 31, "Het sleutelbestand root.key hoort 64 hexadecimale tekens te hebben."),
        (b"ab" * 33, "Het sleutelbestand root.key hoort 64 hexadecimale tekens te hebben."),
        (b"zz" * 32, "Het sleutelbestand root.key hoort 64 hexadecimale tekens te hebben."),
        (b"\xff" * 64, "Het sleutelbestand root.key is niet te lezen."),
    ],
    ids=["missing", "empty", "short", "long", "not hexadecimal", "not text"],
)
def test_a_key_file_that_is_not_right_stops_with_a_sentence(
    tmp_path: Path, content: bytes | None, sentence: str
) -> None:
    file = tmp_path / "root.key"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(RootKeyError) as caught:
        crypto.read_root(file)
    assert str(caught.value) == sentence
    assert content is None or not content or content.decode("latin-1") not in str(caught.value)


def test_a_folder_in_place_of_a_key_file_stops_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(RootKeyError, match="is niet te lezen"):
        crypto.read_root(tmp_path)


def test_white_space_around_the_key_does_not_matter(tmp_path: Path) -> None:
    file = tmp_path / "root.key"
    file.write_text(f"\n {ROOT.root.hex()} \n", "ascii")
    assert crypto.read_root(file) == ROOT
