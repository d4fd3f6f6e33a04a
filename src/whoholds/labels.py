"""The words of the interface, in English and Ukrainian; one entry a meaning."""

from __future__ import annotations

from whoholds.errors import UnknownNameError
from whoholds.vocabulary import Basis, Change, Holder, Recognition, TermName, TermStatus

LANGUAGES = {"en": "English", "uk": "Українська"}

LOCALES = {"en": "en_GB", "uk": "uk_UA"}
"""Whose forms of numbers and dates each language takes."""

_WORDS: dict[str, tuple[str, str]] = {
    # holders
    f"holder.{Holder.UA}": ("Ukraine", "Україна"),
    f"holder.{Holder.RU}": ("Russia", "Росія"),
    f"holder.{Holder.DMZ}": ("Demilitarised", "Демілітаризовано"),
    f"holder.{Holder.INT}": ("International administration", "Міжнародне управління"),
    f"holder.{Holder.OPEN}": ("Left open", "Не визначено"),
    # changes
    f"change.{Change.UA_KEEPS}": ("Ukraine keeps", "Залишається за Україною"),
    f"change.{Change.RU_KEEPS}": ("Russia keeps", "Залишається за Росією"),
    f"change.{Change.UA_CEDES}": ("Ukraine would cede", "Україна поступилася б"),
    f"change.{Change.RU_RETURNS}": ("Russia would return", "Росія повернула б"),
    f"change.{Change.DEMILITARISED}": ("Would be demilitarised", "Було б демілітаризовано"),
    f"change.{Change.INTERNATIONAL}": (
        "Would be under international administration",
        "Перейшло б під міжнародне управління",
    ),
    f"change.{Change.LEFT_OPEN}": ("Left open by the proposal", "Пропозиція не визначає"),
    # recognition and basis
    f"recognition.{Recognition.NONE}": ("no recognition", "без визнання"),
    f"recognition.{Recognition.DE_FACTO}": ("de facto", "де-факто"),
    f"recognition.{Recognition.DE_JURE}": ("de jure", "де-юре"),
    f"recognition.{Recognition.NEGOTIATED}": ("to be negotiated", "предмет переговорів"),
    f"recognition.{Recognition.UNCLEAR}": ("unclear", "незрозуміло"),
    f"basis.{Basis.REPORTED}": ("reported", "за повідомленнями"),
    f"basis.{Basis.INFERRED}": ("inferred", "наш висновок"),
    # terms
    f"term.{TermName.NATO}": ("NATO", "НАТО"),
    f"term.{TermName.NEUTRALITY}": ("Neutrality", "Нейтралітет"),
    f"term.{TermName.FORCES}": ("Size of forces", "Чисельність війська"),
    f"term.{TermName.FOREIGN_TROOPS}": ("Foreign troops", "Іноземні війська"),
    f"term.{TermName.GUARANTEES}": ("Security guarantees", "Гарантії безпеки"),
    f"term.{TermName.RECOGNITION}": ("Recognition", "Визнання"),
    f"term.{TermName.NUCLEAR_PLANT}": ("Zaporizhzhia nuclear plant", "Запорізька АЕС"),
    f"term.{TermName.DNIPRO_PASSAGE}": ("Passage on the Dnipro", "Судноплавство Дніпром"),
    f"term.{TermName.SANCTIONS}": ("Sanctions", "Санкції"),
    f"term.{TermName.FROZEN_ASSETS}": ("Frozen assets", "Заморожені активи"),
    f"term.{TermName.LANGUAGE_CHURCH}": ("Language and church", "Мова і церква"),
    f"term.{TermName.ELECTIONS}": ("Elections", "Вибори"),
    f"term.{TermName.PRISONERS}": ("Prisoners", "Полонені"),
    f"status.{TermStatus.STATED}": ("stated", "заявлено"),
    f"status.{TermStatus.REPORTED}": ("reported", "за повідомленнями"),
    f"status.{TermStatus.NOT_STATED}": (
        "not found in the sources read",
        "у прочитаних джерелах немає",
    ),
    f"status.{TermStatus.DISPUTED}": ("disputed", "суперечливо"),
    # the map
    "map.proposals": ("Proposals", "Пропозиції"),
    "map.reading": ("Reading", "Тлумачення"),
    "map.legend": ("What the map shows", "Що показує мапа"),
    "map.today": ("Holds today", "Утримує зараз"),
    "map.after": ("Would hold after", "Утримувала б після"),
    "map.after_of": ("under the proposal", "за пропозицією"),
    "map.change": ("Change", "Зміна"),
    "map.area": ("Area", "Площа"),
    "map.of_region": ("of the region", "регіону"),
    "map.recognition": ("Recognition", "Визнання"),
    "map.source": ("Source", "Джерело"),
    "map.part": ("Part", "Частина"),
    "map.line": ("Line of contact", "Лінія зіткнення"),
    "map.border": (
        "Ukraine's internationally recognised border",
        "Міжнародно визнаний кордон України",
    ),
    "map.control_of": ("Control as of", "Контроль станом на"),
    "map.label": ("Map of Ukraine by proposal", "Мапа України за пропозиціями"),
    "map.select_hint": (
        "Click a region for details; keys 1-9 choose a proposal.",
        "Натисніть на регіон, щоб побачити подробиці; клавіші 1–9 обирають пропозицію.",
    ),
    "map.view": ("View", "Вигляд"),
    "map.mode.single": ("Single map", "Одна мапа"),
    "map.mode.side": ("Side by side", "Поруч"),
    "map.mode.difference": ("Difference", "Різниця"),
    "map.mode.swipe": ("Swipe", "Шторка"),
    "map.compare_with": ("Compare with", "Порівняти з"),
    "map.differ": ("The two differ", "Пропозиції різняться"),
    "map.same": ("The same under both", "Однаково за обома"),
    "map.nothing_differs": ("Nothing differs on the map", "На мапі нічого не різниться"),
    "map.differ_terms": ("Only recognition differs", "Різниться лише визнання"),
    "map.divider": ("Divider between the two proposals", "Межа між двома пропозиціями"),
    "map.people": ("Pre-war residents", "Довоєнні жителі"),
    "map.residents": ("people", "людей"),
    "map.pre_war": ("pre-war", "до війни"),
    "map.details": ("Details of the region", "Подробиці про регіон"),
    "map.held_by.UA": ("Held by Ukraine today", "Зараз утримує Україна"),
    "map.held_by.RU": ("Held by Russia today", "Зараз утримує Росія"),
    "map.whole": ("The whole region", "Увесь регіон"),
    "map.close": ("Close", "Закрити"),
    "map.skip": ("Skip the zones of the map", "Пропустити зони мапи"),
    "map.zones": ("Zones, from west to east", "Зони, із заходу на схід"),
    "map.zoom_in": ("Zoom in", "Наблизити"),
    "map.zoom_out": ("Zoom out", "Віддалити"),
    "map.tap_hint": (
        "Tap a region for details; two fingers move the map.",
        "Торкніться регіону, щоб побачити подробиці; мапу рухають двома пальцями.",
    ),
    "map.touch_hint": ("Two fingers move the map", "Мапу рухають двома пальцями"),
    "map.wheel_hint": (
        "Click the map to zoom with the wheel",
        "Натисніть на мапу, щоб масштабувати коліщатком",
    ),
    "map.drained": ("drained since June 2023", "спущене з червня 2023"),
    "map.black_sea": ("Black Sea", "Чорне море"),
    "layer.claimed": ("claimed, not assessed", "заявлене, не перевірене"),
    "layer.settlement": ("drawn from the control of settlements", "за контролем населених пунктів"),
    "map.contact_source": ("Territory held", "Утримувана територія"),
    "map.proposal_sources": ("Proposal", "Пропозиція"),
    "map.boundaries": ("Boundaries", "Межі"),
    "map.credits": (
        "Neighbours, rivers, reservoirs: Natural Earth, public domain. "
        "Places: GeoNames, CC BY 4.0. Map: whoholds.",
        "Сусідні країни, річки, водосховища: Natural Earth, суспільне надбання. "
        "Населені пункти: GeoNames, CC BY 4.0. Мапа: whoholds.",
    ),
    "map.projection": (
        "Albers equal-area conic projection.",
        "Рівновелика конічна проєкція Альберса.",
    ),
    "unit.km2": ("km²", "км²"),
    "unit.km": ("km", "км"),
    # the page
    "page.title": ("Who holds what in Ukraine, and who would", "Хто що утримує в Україні"),
    "page.language": ("Language", "Мова"),
    "page.by_region": ("By region", "За регіонами"),
    "page.terms": ("Terms beside territory", "Умови поза територією"),
    "page.sources": ("Sources", "Джерела"),
    "page.term": ("Term", "Умова"),
    "page.says": ("What the sources say", "Що кажуть джерела"),
    "page.status": ("Status", "Статус"),
    "page.region": ("Region", "Регіон"),
    "page.held_today": ("Russia holds today", "Росія утримує зараз"),
    "page.held_after": ("Russia would hold", "Росія утримувала б"),
    "page.ceded": ("Ukraine would cede", "Україна поступилася б"),
    "page.returned": ("Russia would return", "Росія повернула б"),
    "page.other": ("Demilitarised or left open", "Демілітаризовано чи не визначено"),
    "page.of_ukraine": ("of Ukraine", "України"),
    "page.ohio": ("times Ohio", "від площі Огайо"),
    "page.ohio_total": ("its total area", "уся площа"),
    "page.ohio_land": ("its land alone", "лише суходіл"),
    "page.standing": ("What became of it", "Що з нею сталося"),
    "page.proposer": ("Proposed by", "Автор"),
    "page.weak": ("weak source", "слабке джерело"),
    "page.basis_note": (
        "Areas are each zone's share of its region's polygon times the region's official area; "
        "shares are of 603,628 km², Ukraine within its internationally recognised border, "
        "Crimea included.",
        "Площі — це частка зони в полігоні регіону, помножена на офіційну площу регіону; "
        "відсотки — від 603 628 км², України в міжнародно визнаних кордонах разом із Кримом.",
    ),
    "page.fell_back": ("The default is shown.", "Показано типове."),
    "page.cannot_show": ("The map cannot be shown", "Мапу неможливо показати"),
    # verdicts on published figures, and why a figure cannot be checked
    "verdict.holds": ("holds", "підтверджується"),
    "verdict.holds_when_rounded": ("holds when rounded", "підтверджується з округленням"),
    "verdict.depends_on_the_denominator": (
        "depends on the denominator or the area",
        "залежить від знаменника чи площі",
    ),
    "verdict.does_not_hold": ("does not hold", "не підтверджується"),
    "verdict.cannot_be_checked": ("cannot be checked", "неможливо перевірити"),
    "reason.claimed_control": (
        "it counts land that a side only claims",
        "враховано землю, про яку сторона лише заявляє",
    ),
    "reason.another_date": (
        "no control layer of a day near enough",
        "немає шару контролю на близьку дату",
    ),
    "reason.needs_more": ("it needs what is not shipped", "потрібне те, чого немає в проєкті"),
    "reason.no_such_part": (
        "the control layer holds no such part",
        "у шарі контролю немає такої частини",
    ),
    "area.headline": ("headline area", "основна площа"),
    "area.geodesic": ("area of the polygon", "площа полігона"),
    "denominator.territory": ("of Ukraine", "України"),
    "denominator.regions": ("of the region", "регіону"),
    "denominator.total": ("total area", "уся площа"),
    "denominator.land": ("land area", "суходіл"),
}


def word(key: str, language: str = "en") -> str:
    """Return a word of the interface.

    Examples
    --------
    >>> word("change.ua_cedes"), word("holder.UA", "uk")
    ('Ukraine would cede', 'Україна')
    """
    require_language(language)
    return _WORDS[key][list(LANGUAGES).index(language)]


def words(prefix: str, language: str = "en") -> dict[str, str]:
    """Return the words under a prefix, by the rest of their key.

    Examples
    --------
    >>> words("basis")
    {'reported': 'reported', 'inferred': 'inferred'}
    """
    start = prefix + "."
    return {key.removeprefix(start): word(key, language) for key in _WORDS if key.startswith(start)}


def require_language(language: str) -> None:
    """Raise `UnknownNameError` unless the interface speaks `language`."""
    if language not in LANGUAGES:
        raise UnknownNameError(
            f"unknown language {language!r}",
            where="language",
            expected=", ".join(LANGUAGES),
            found=language,
            remedy="use one of these",
        )
