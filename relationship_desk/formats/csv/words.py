"""Owns what header words mean, in the languages that address books are written in.

Invariant: pure data and two questions; the same header, the same answer.
"""

from __future__ import annotations

from functools import cache

from relationship_desk.domain.text import fold
from relationship_desk.formats.csv.columns import header_key

# The first list that matches wins, so that "mobile phone" is a mobile and "e-mail address" no
# postal address. "_" is a blank; "*" at an end: more letters may follow there; "=": nothing else
# may stand in the header.
_NEVER = (
    "normalized display_name angezeigter type typ id konto photo picture bild file gender server"
    " password passwort created modified erstellt version prodid voip sip im"
)
_MEANINGS: tuple[tuple[str, str], ...] = (
    (
        "email.value",
        "email* e-mail* mail courriel messagerie correo posta e-post sähköposti почта"
        " メール 電子メール メールアドレス 邮箱 電子郵件",
    ),
    (
        "phone.value assistant",
        "assistant_phone assistant_s_phone assistant_tel telefon_assistent",
    ),
    ("phone.value fax", "fax* *fax telefax facsimile télécopie факс"),
    (
        "phone.value mobile",
        "mobile cell cellular cellphone handy* mobil* *handy *mobil gsm movil móvil celular"
        " cellulare portable natel telemóvel мобильный 携帯 携帯電話 手机",
    ),
    ("phone.value pager", "pager beeper"),
    ("phone.value car", "car_phone autotelefon"),
    (
        "phone.value",
        "phone* *phone tel tél telephone téléphone telefon* *telefon telefono teléfono telefone"
        " telefoon telefonnummer rufnummer *rufnummer hauptnummer puhelin телефон 電話 電話番号"
        " 电话",
    ),
    ("address.po_box", "po_box p_o_box pobox postfach boîte_postale apartado casella_postale"),
    (
        "address.postcode",
        "zip* *zip postal_code postcode postalcode postleitzahl plz code_postal código_postal"
        " =cap =cep postnummer индекс 郵便番号 邮编",
    ),
    ("address.country", "country countryname land pays país paese страна 国 国家"),
    (
        "address.region",
        "state province region bundesland kanton county provincia provincie estado région 都道府県",
    ),
    (
        "address.locality",
        "city town locality ort stadt ville ciudad città cidade plaats wohnort stad город"
        " 市区町村 城市",
    ),
    ("address.extended", "extended_address address_extension adresszusatz apartment suite"),
    (
        "address.street",
        "street straße* strasse* *straße *strasse rue calle via rua straat улица",
    ),
    (
        "date.value birthday",
        "birthday bday birthdate birth_date date_of_birth =dob =born geburtstag geburtsdatum"
        " anniversaire date_de_naissance cumpleaños fecha_de_nacimiento compleanno data_di_nascita"
        " aniversário verjaardag geboortedatum fødselsdag день_рождения 誕生日 生日",
    ),
    ("date.value anniversary", "anniversary wedding* jahrestag hochzeitstag"),
    ("nickname.value", "nickname nick spitzname surnom apodo soprannome bijnaam alias"),
    (
        "property.X-PHONETIC-FIRST-NAME:",
        "phonetic_first_name first_name_yomi given_name_yomi ausspracheform_vorname",
    ),
    (
        "property.X-PHONETIC-LAST-NAME:",
        "phonetic_last_name last_name_yomi family_name_yomi ausspracheform_nachname",
    ),
    ("property.X-MAIDENNAME:", "maiden_name geburtsname nom_de_jeune_fille"),
    (
        "note.value",
        "note notes notiz notizen comment comments remarks bemerkung bemerkungen kommentar nota"
        " notas remarques commentaire opmerking заметки メモ 备注",
    ),
    (
        "name.family",
        "last_name lastname surname family_name familyname n_family nachname familienname =nom"
        " nom_de_famille apellido apellidos cognome sobrenome achternaam efternavn efternamn"
        " sukunimi фамилия 姓",
    ),
    (
        "name.additional",
        "middle_name middlename additional_name second_name zweiter_vorname weitere_vornamen"
        " deuxième_prénom segundo_nombre отчество",
    ),
    (
        "name.given",
        "first_name firstname given_name givenname forename n_given vorname prénom =nombre =nome"
        " voornaam fornavn förnamn etunimi имя 名",
    ),
    ("name.prefix", "=prefix name_prefix salutation anrede =titre tratamiento honorific"),
    ("name.suffix", "=suffix =suffixe name_suffix namenszusatz"),
    (
        "organisation.unit",
        "department abteilung division =unit =service departamento reparto afdeling отдел",
    ),
    (
        "title.value",
        "title job_title jobtitle position =job berufsbezeichnung funktion poste fonction cargo"
        " puesto qualifica functie должность 役職 职位",
    ),
    ("role.value", "role occupation profession beruf"),
    (
        "organisation.name",
        "company* organization* organisation* organización organização firma firmen*"
        " arbeitgeber employer business_name entreprise société empresa azienda società bedrijf"
        " företag =org компания организация"
        " 会社 会社名 公司",
    ),
    (
        "url.value",
        "url* website* web homepage webseite *webseite internet =site sito www linkedin",
    ),
    (
        "tags.value",
        "tag tags category categories kategorie kategorien group groups gruppe gruppen labels"
        " catégories groupe groupes categorías etiquetas gruppi группы",
    ),
    ("uid.value", "=uid"),
    ("name.structured", "=n"),
    (
        "name.full",
        "=fn =name full_name fullname displayname =contact contact_name =kontakt anzeigename"
        " =ansprechpartner vollständiger_name nom_complet nombre_completo nome_completo =naam =navn"
        " =namn =nimi 名前 氏名 姓名",
    ),
    ("address.structured", "adr"),
    (
        "address.formatted",
        "address adresse* *adresse anschrift dirección indirizzo endereço adres адрес 住所 地址",
    ),
)
_LABELS: tuple[tuple[str, str], ...] = (
    (
        "home",
        "home private privat* personal house maison domicile casa abitazione thuis particular perso"
        " prive"
        " домашний 自宅",
    ),
    (
        "work",
        "work* business office arbeit* geschäftl* dienstlich beruflich büro firma bureau travail"
        " trabajo oficina lavoro ufficio werk zakelijk рабочий 勤務先",
    ),
    ("other", "other* weitere* andere* sonstige* autre otro otra altro"),
    ("main", "primary main haupt* principal general"),
)
_LABELLED = frozenset({"phone", "email", "address", "url"})
_WITH_PLACE = ("fax", "mobile")


class _Words:
    """A list of words and phrases, to be found in header keys."""

    def __init__(self, text: str) -> None:
        self._parts: dict[str, None] = {}
        self._exact: set[str] = set()
        for word in text.split():
            phrase = word.replace("_", " ")
            for form in (header_key(phrase), header_key(fold(phrase))):
                if word[0] == "=":
                    self._exact.add(form)
                elif form:
                    before = "" if word[0] == "*" else " "
                    after = "" if word[-1] == "*" else " "
                    self._parts[f"{before}{form}{after}"] = None

    def match(self, key: str) -> bool:
        """Whether a header key holds one of the words, or is one of the exact ones."""
        spaced = f" {key} "
        return key in self._exact or any(part in spaced for part in self._parts)


@cache
def _lists() -> tuple[_Words, list[tuple[str, _Words]], list[tuple[str, _Words]]]:
    return (
        _Words(_NEVER),
        [(spec, _Words(text)) for spec, text in _MEANINGS],
        [(label, _Words(text)) for label, text in _LABELS],
    )


def meaning(header: str) -> str:
    """What a header seems to mean, in the form that `dialects.column` reads, or ""."""
    key = header_key(header)
    if header_key(header.replace("_", " ")) == "display name":
        return "name.full"
    never, meanings, labels = _lists()
    if not key or never.match(key):
        return ""
    spec = next((spec for spec, words in meanings if words.match(key)), "")
    kind, _, rest = spec.partition(".")
    if kind not in _LABELLED:
        return spec
    label = next((label for label, words in labels if words.match(key)), "")
    label = "" if label == "main" and kind != "phone" else label
    own = rest.partition(" ")[2]
    if not own or not label:
        return f"{spec} {label}".strip()
    return f"{kind}.value {label}, {own}" if own in _WITH_PLACE and label != "main" else spec
