"""What people say of themselves: "I am an addict in recovery", "she describes herself as ..."."""

from __future__ import annotations

import re

from strengthlint.engine import Engine, Hit

__all__ = ["reason"]

_DESCRIBES_SELF = re.compile(
    r"\b(?:describ(?:e|es|ed|ing)|identif(?:y|ies|ied|ying)|refer(?:s|red|ring)?(?: to)?|call(?:s|ed|ing)?|"
    r"see(?:s|n|ing)?|saw|introduc(?:es|ed)|view(?:s|ed)|consider(?:s|ed)|think(?:s)? of|thought of)"
    r" (?:himself|herself|themsel(?:f|ves)|itself|myself|ourselves)\b[^.;]{0,60}$"
    r"|\bself-(?:describ|identif|defin)\w+(?: as)?(?: an?)? ?$"
    r"|\bidentif(?:ies|y|ied|ying) as (?:an? )?(?:\w+ )?$"
    r"|\bprefers? (?:to be (?:called|known as|described as) |the (?:term|word) )?(?:an? )?\W?$",
    re.IGNORECASE,
)
# "She says she is an addict": the one who speaks and the one spoken of are the same.
_SAYS_OF_SELF = re.compile(
    r"\b(?P<who>he|she|they) (?:says|say|said|told (?:us|me|staff)|tells (?:us|me)|explained|explains|"
    r"feels|felt|thinks|thought|calls|states|stated) (?:that )?(?P<same>he|she|they)(?:['’]s|['’]re| is| was| are| were| has been| have been)"
    r"(?: (?:an?|the|both|also|still|now|not|very|quite|so|really|just|a bit))* ?$",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(
    r"(?:\b(?:I am|I['’]m|I was|I have been|I['’]ve been|I remain|I became|we are|we['’]re|as)\b"
    r"(?: (?:an?|the|both|all|just|also|still|now|not|very|quite|so|really|proud|recovering|former|"
    r"lifelong))*\W*$)",
    re.IGNORECASE,
)
_I_OR_WE = re.compile(r"\b(?:I|I['’]m|I['’]ve|we|we['’]re|my|us)\b")


def reason(hit: Hit, engine: Engine) -> str:
    """Why a hit is somebody's word for themselves, or ""."""
    before = hit.before
    if _DESCRIBES_SELF.search(before):
        return "somebody's word for themselves"
    says = _SAYS_OF_SELF.search(before)
    if says and says["who"].lower() == says["same"].lower():
        return "somebody's word for themselves, as they told it"
    found = _FIRST_PERSON.search(before)
    if found is None:
        return ""
    sentence = hit.sentence.text
    if found[0].lower().lstrip().startswith("as") and not _I_OR_WE.search(sentence):
        return ""
    return "said in the first person, of oneself"
