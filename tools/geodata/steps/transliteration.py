"""Romanise Ukrainian by the national system of 2010 (Cabinet of Ministers, resolution 55)."""

import re

INITIAL = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
"""Letters written otherwise at the start of a word."""

LETTERS = {
    **{"а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie"},
    **{"ж": "zh", "з": "z", "и": "y", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l"},
    **{"м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u"},
    **{"ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "iu", "я": "ia"},
}

SILENT = "ь’'ʼ"
"""The soft sign and the apostrophe, in its three spellings, are left out."""

ALPHABET = frozenset(LETTERS) | frozenset(SILENT) | frozenset(" -")
"""Every character a Ukrainian place name may have, in lower case."""


def romanise(name: str) -> str:
    """Return a Ukrainian name in Latin letters.

    >>> romanise("Запоріжжя"), romanise("Згурівка"), romanise("Сєвєродонецьк")
    ('Zaporizhzhia', 'Zghurivka', 'Sievierodonetsk')
    >>> romanise("Кам’янець-Подільський"), romanise("Часів Яр"), romanise("Ялта")
    ('Kamianets-Podilskyi', 'Chasiv Yar', 'Yalta')
    """
    return re.sub(r"[^\s\-()]+", lambda word: romanise_word(word[0]), name)


def romanise_word(word: str) -> str:
    """Return one word in Latin letters, with a capital where the word has one."""
    lower = word.lower()
    latin = []
    for index, letter in enumerate(lower):
        if letter in SILENT:
            continue
        if index == 0 and letter in INITIAL:
            latin.append(INITIAL[letter])
        elif letter == "г" and lower[index - 1 : index] == "з":
            latin.append("gh")
        else:
            latin.append(LETTERS.get(letter, letter))
    text = "".join(latin)
    return text[:1].upper() + text[1:] if word[:1].isupper() else text
