"""Names of laws, teams, organisations, posts and scales may hold any word."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from strengthlint.engine import Engine, Hit

__all__ = ["reason"]

# The last word of a name that is written with capitals; the names list holds the ones without.
_NAMING_NOUN = re.compile(
    r"(?:Teams?|Services?|Units?|Acts?|Schemes?|Projects?|Grants?|Funds?|Programmes?|Programs?|Strateg(?:y|ies)|"
    r"Groups?|Panels?|Clinics?|Boards?|Cent(?:re|er)s?|Wards?|Trusts?|Associations?|Foundations?|Societ(?:y|ies)|"
    r"Councils?|Commissions?|Committees?|Partnerships?|Networks?|Forums?|Alliances?|Initiatives?|Plans?|Polic(?:y|ies)|"
    r"Frameworks?|Bills?|Regulations?|Orders?|Codes?|Scales?|Questionnaires?|Inventor(?:y|ies)|Index|Tests?|Tools?|"
    r"Pathways?|Reviews?|Reports?|Surveys?|Awards?|Days?|Weeks?|Months?|Charters?|Offices?|Departments?|Registers?|"
    r"Courts?|Institutions?|Institutes?|Anonymous|Officers?|Managers?|Workers?|Leads?|Coordinators?|Nurses?|"
    r"Commissioners?|Ministers?|Directorate|Division|Agency|Authority|Administration|Hospitals?|Schools?|Colleges?|"
    r"University|Statute|Convention|Directive|Protocol|Guidance|Standards?|Journal|Conference|Campaign|League|"
    r"Coalition|Union|Federation|Link|House|Academy|Collaborative|Consortium|Outreach|Hub|Census|Study|Trial|Toolkit)"
)
_SMALL_JOINTS = frozenset("of for and the in on to with & - – ' ’s 's or".split())
_REACH = 5


def reason(hit: Hit, engine: Engine) -> str:
    """Why a hit is part of a name, or ""."""
    doc = hit.sentence.doc
    assert doc is not None  # noqa: S101 - a hit is made from a doc
    for first, last in engine.names(hit.sentence):
        if first <= hit.first and hit.last <= last:
            return f"part of a name ({doc[first:last].text})"
    name = _capital_name(doc, hit.first, hit.last)
    return f"part of a name ({name})" if name else ""


def _capital_name(doc: Doc, first: int, last: int) -> str:
    """The row of capital words around a match, if it ends in a noun that names organisations."""
    words = [
        doc[i] for i in range(first, last) if doc[i].is_alpha and doc[i].lower_ not in _SMALL_JOINTS
    ]
    if not words or not all(token.text[0].isupper() for token in words):
        return ""
    if words[0].i == 0 and len(words) == 1 and last < len(doc) and not doc[last].text[:1].isupper():
        return ""
    end = last
    found = -1
    while end < len(doc) and end - last < _REACH:
        token = doc[end]
        if token.text[:1].isupper():
            if _NAMING_NOUN.fullmatch(token.text):
                found = end
            end += 1
        elif token.lower_ in _SMALL_JOINTS:
            end += 1
        else:
            break
    if found < 0:
        inside = [token for token in words if _NAMING_NOUN.fullmatch(token.text)]
        return doc[first:last].text if inside and len(words) > 1 else ""
    return doc[first : found + 1].text
