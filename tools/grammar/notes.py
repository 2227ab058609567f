"""Write case-note sentences from scratch, with their trees.

A small generative grammar: who (or nobody) did what, to whom, where; telegraphic as notes are. It
gives the model the constructions that a treebank of the web lacks: dropped subjects, auxiliaries
and articles ("Client not engaging with service"), bare predicates ("Mum supportive"), nominalised
adjectives, diagnosis nouns, plural generics, instructions.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

import domain
from domain import listed
from treebank import Tree, Word

from wording import (
    FEATURES,
    GERUND,
    IMPERATIVE,
    PASSIVE_PARTICIPLE,
    article,
    capitalise_first,
    person,
    phrase,
    repair_articles,
)

NOTE_NOUNS = listed("""
meds medication support appt appointment visit food fluids treatment placement referral call bath
shower breakfast lunch tea assessment review session meeting hostel help contact advice letter
key rent benefit ID GP dose script bloods injection bed room flat group activity service offer
tablet insulin methadone screening tenancy bus money food tobacco phone paperwork form plan test
key fob bedding lock heating milk door bin clothing pad catheter dressing wound walker frame
""")
NOTE_PLURALS = listed("""
meds tablets appointments bills calls visits letters services needs injections bruises keys
professionals staff concerns fluids neighbours children pads benefits deliveries bloods drugs
""")
PLACES = listed("""home hostel ward clinic reception hospital surgery court school A&E flat office
day_centre police_station shelter refuge town kitchen bathroom lounge GP""")
ADVERBS = listed("""again today yesterday repeatedly still well poorly independently verbally often
overnight initially regularly daily apparently reportedly allegedly reluctantly fully""")
LINKING = ["appear", "seem", "look", "sound", "remain", "present", "become", "feel"]
MOODS = listed("""low flat bright anxious tearful unkempt settled agitated vulnerable confused
intoxicated withdrawn chaotic hostile tired unwell calm upset drowsy pale thin dishevelled
irritable""")
TRANSITIVE_PAST = listed("""
refuse decline miss cancel accept attend request take demand deny lack need
want receive avoid ignore reject breach smash hide hoard throw complete sign collect lose offer
provide arrange discuss prompt see visit contact find""")
INGS = listed("""drink use self-harm take smoke beg hear steal hit eat sleep attend engage
gamble offend""")
OBJECT_OF_REPORT = listed("""pain thoughts intent use drinking abuse suicidality
ideation alcohol risk""")
AGENTS = [*domain.STAFF_ROLES, *listed("mum hostel ambulance landlord consultant team")]


@dataclass(slots=True)
class Phrase:
    """Words in order and their head."""

    words: list[Word]
    head: Word


class NoteWriter:
    """Sentences for the training corpus, from one random source."""

    def __init__(self, rng: random.Random) -> None:
        """Take the random source; the weights say how often each kind is written."""
        self.rng = rng
        self._kinds = [
            (14, self._finite),
            (8, self._participle),
            (6, self._predicate),
            (9, self._passive),
            (7, self._report),
            (6, self._infinitive),
            (6, self._copula),
            (5, self._linking),
            (8, self._prepositional),
            (8, self._nominal_adjective),
            (5, self._generic),
            (5, self._fragment),
            (4, self._instruction),
            (4, self._relative),
            (2, self._missed),
            (4, self._lack),
            (4, self._thing_done),
            (4, self._control),
            (3, self._apposition),
            (3, self._commented),
            (2, self._complains),
            (3, self._descriptors),
            (2, self._sleeps_rough),
        ]

    def write(self) -> Tree:
        """One sentence; now and then two clauses joined."""
        words, root = self._clause()
        chance = self.rng.random()
        if chance < 0.10:
            more, second = self._clause()
            second.dep, second.head = "conj", root
            text = self.rng.choice(("and", "and", "and", "and", "but", "&", "+"))
            words = [*words, Word(text, text, "CCONJ", "CC", "", "cc", second), *more]
        elif chance < 0.18:
            more, second = self._clause()
            second.dep, second.head = "parataxis", root
            comma = Word(",", ",", "PUNCT", ",", "", "punct", second)
            words[-1].space = False
            words = [*words, comma, *more]
        if self.rng.random() < 0.8 and not words[-1].text.endswith("."):
            words[-1].space = False
            words.append(Word(".", ".", "PUNCT", ".", "", "punct", root))
        repair_articles(words)
        if self.rng.random() < 0.85:
            capitalise_first(words)
        return Tree(words, "notes")

    def _clause(self) -> tuple[list[Word], Word]:
        """A clause whose root is marked ROOT."""
        weights = [weight for weight, _ in self._kinds]
        kind = self.rng.choices([writer for _, writer in self._kinds], weights)[0]
        clause = kind()
        clause.head.dep, clause.head.head = "ROOT", None
        return clause.words, clause.head

    # --- noun phrases ------------------------------------------------------------------------

    def _somebody(self, dep: str, head: Word, plural: bool = False) -> list[Word]:
        """A person as subject or object."""
        rng = self.rng
        if plural:
            if rng.random() < 0.4:
                words = phrase(rng.choice(domain.PERSON_NOUNS), "NNS", dep, head)
                if rng.random() < 0.25:
                    adjective = phrase(rng.choice(domain.ADJECTIVES), "JJ", "amod", words[-1])
                    words = [*adjective, *words]
                return words
            text = rng.choice(domain.BARE_ROLES_PLURAL)
            return [Word(text, text, "NOUN", "NNS", FEATURES["NNS"], dep, head)]
        if rng.random() < 0.12:
            pronoun, gender = rng.choice((("he", "Masc"), ("she", "Fem")))
            if dep.startswith("nsubj"):
                feats = f"Case=Nom|Gender={gender}|Number=Sing|Person=3|PronType=Prs"
                return [Word(pronoun, pronoun, "PRON", "PRP", feats, dep, head)]
        return person(rng, dep, head)[0]

    def _staff(self, dep: str, head: Word) -> list[Word]:
        """Somebody who works there."""
        text = self.rng.choice(AGENTS)
        xpos = "NNS" if text == "staff" else "NN"
        noun = Word(text, text, "NOUN", "NN", FEATURES["NN"], dep, head)
        noun.xpos = xpos
        if self.rng.random() < 0.3:
            return [article("the", noun), noun]
        return [noun]

    def _thing(self, dep: str, head: Word) -> list[Word]:
        """A thing as object: "meds", "all support", "her medication", "offer of support"."""
        rng = self.rng
        if rng.random() < 0.25:
            text = rng.choice(NOTE_PLURALS)
            noun = Word(text, text, "NOUN", "NNS", FEATURES["NNS"], dep, head)
            words = [noun]
        elif rng.random() < 0.3:
            lists = rng.choice((domain.MASS_NOUNS, domain.COUNT_NOUNS))
            words = phrase(rng.choice(lists), "NN", dep, head)
            noun = words[-1]
        else:
            text = rng.choice(NOTE_NOUNS)
            noun = Word(text, text, "NOUN", "NN", FEATURES["NN"], dep, head)
            words = [noun]
        kind = rng.random()
        if kind < 0.12:
            words = [*phrase(rng.choice(domain.ADJECTIVES), "JJ", "amod", noun), *words]
        elif kind < 0.24 and noun.xpos == "NN" and len(words) == 1:
            front = phrase(rng.choice(domain.MASS_NOUNS), "NN", "compound", noun)
            words = [*front, *words]
        kind = rng.random()
        if kind < 0.12:
            words = [article("the", noun), *words]
        elif kind < 0.2 and noun.xpos == "NN":
            words = [article("a", noun), *words]
        elif kind < 0.28:
            text, gender = rng.choice((("his", "Masc"), ("her", "Fem")))
            feats = f"Case=Gen|Gender={gender}|Number=Sing|Person=3|Poss=Yes|PronType=Prs"
            words = [Word(text, text, "PRON", "PRP$", feats, "nmod:poss", noun), *words]
        elif kind < 0.34:
            words = [Word("all", "all", "DET", "DT", "PronType=Tot", "det", noun), *words]
        elif kind < 0.37:
            words = [Word("no", "no", "DET", "DT", "PronType=Neg", "det", noun), *words]
        if rng.random() < 0.1:
            below = phrase(rng.choice(domain.MASS_NOUNS), "NN", "nmod", noun)
            preposition = rng.choice(("of", "for", "with"))
            words = [*words, _case(preposition, below[-1]), *below]
        return words

    def _extras(self, head: Word) -> list[Word]:
        """At most one adverb or oblique after the verb."""
        rng = self.rng
        kind = rng.random()
        if kind < 0.14:
            text = rng.choice(ADVERBS)
            return [Word(text, text, "ADV", "RB", "", "advmod", head)]
        if kind < 0.30:
            words = phrase(rng.choice(PLACES), "NN", "obl", head)
            preposition = _case(rng.choice(("at", "in", "from", "to", "on")), words[-1])
            if rng.random() < 0.4:
                return [preposition, article("the", words[-1]), *words]
            return [preposition, *words]
        if kind < 0.37:
            words = self._staff("obl", head)
            return [_case(rng.choice(("from", "with", "to")), words[-1]), *words]
        if kind < 0.41:
            text = rng.choice(("x2", "x3", "x 2", "x4"))
            number = Word(
                text.replace(" ", ""), text, "NUM", "CD", "NumType=Card", "obl:unmarked", head
            )
            return [number]
        if kind < 0.45:
            text = str(rng.randint(1, 12))
            hour = Word(text, text, "NUM", "CD", "NumType=Card", "obl", head)
            return [_case(rng.choice(("at", "after", "before", "until")), hour), hour]
        return []

    # --- clauses -----------------------------------------------------------------------------

    def _verb(self, lemma: str, tag: str) -> Phrase:
        """A verb with its pieces ("self", "-", "harms")."""
        words = phrase(lemma, tag, "ROOT")
        return Phrase(words, words[-1])

    def _tense(self) -> str:
        """Notes are in the past, or in the present of a report."""
        return "VBD" if self.rng.random() < 0.62 else "VBZ"

    def _subject(self, head: Word, dep: str = "nsubj", chance: float = 0.6) -> list[Word]:
        """A subject, or none."""
        if self.rng.random() >= chance:
            return []
        return self._staff(dep, head) if self.rng.random() < 0.12 else self._somebody(dep, head)

    def _adverb_before(self, head: Word) -> list[Word]:
        """Such as "repeatedly declined", "still drinking"."""
        if self.rng.random() < 0.1:
            text = self.rng.choice(ADVERBS)
            return [Word(text, text, "ADV", "RB", "", "advmod", head)]
        return []

    def _finite(self) -> Phrase:
        """Such as "Declined support from SW", "KT refused meds again"."""
        rng = self.rng
        source = TRANSITIVE_PAST if rng.random() < 0.5 else domain.TRANSITIVE
        verb = self._verb(rng.choice(source), self._tense())
        of_what = self._thing if rng.random() < 0.75 else self._somebody
        target = of_what("obj", verb.head)
        words = [
            *self._subject(verb.head),
            *self._adverb_before(verb.head),
            *verb.words,
            *target,
            *self._extras(verb.head),
        ]
        return Phrase(words, verb.head)

    def _prepositional(self) -> Phrase:
        """Such as "Suffers from anxiety", "disengaged from services", or no oblique at all."""
        rng = self.rng
        if rng.random() < 0.3:
            verb = self._verb(rng.choice(domain.INTRANSITIVE), self._tense())
            tail = self._extras(verb.head)
        else:
            preposition = rng.choice([*domain.PREPOSITIONAL, "from", "with"])
            verb = self._verb(rng.choice(domain.PREPOSITIONAL[preposition]), self._tense())
            kind = rng.random()
            if kind < 0.5:
                inner = phrase(rng.choice(domain.MASS_NOUNS), "NN", "obl", verb.head)
                head = inner[-1]
            elif kind < 0.8:
                inner = self._thing("obl", verb.head)
                head = next(w for w in inner if w.head is verb.head)
            else:
                inner = self._staff("obl", verb.head)
                head = inner[-1]
            tail = [_case(preposition, head), *inner]
        words = [*self._subject(verb.head), *self._adverb_before(verb.head), *verb.words, *tail]
        return Phrase(words, verb.head)

    def _participle(self) -> Phrase:
        """Such as "Client not engaging with service", "Non-engaging", "JB is refusing meds"."""
        rng = self.rng
        transitive = rng.random() < 0.5
        lemma = rng.choice(TRANSITIVE_PAST if transitive else domain.PREPOSITIONAL["with"])
        verb = self._verb(lemma, "VBG")
        words = self._subject(verb.head)
        if words and rng.random() < 0.4:
            words.append(self._be("aux", verb.head))
        if rng.random() < 0.4:
            words.append(Word("not", "not", "PART", "RB", "Polarity=Neg", "advmod", verb.head))
        elif not words and rng.random() < 0.2 and not transitive:
            prefix = Word("non", "non", "ADV", "RB", "", "advmod", verb.head, space=False)
            hyphen = Word("-", "-", "PUNCT", "HYPH", "", "punct", verb.head, space=False)
            return Phrase([prefix, hyphen, *verb.words], verb.head)
        words += self._adverb_before(verb.head)
        if transitive:
            tail = self._thing("obj", verb.head)
        else:
            tail = (
                self._staff("obl", verb.head)
                if rng.random() < 0.5
                else phrase(
                    rng.choice(("service", "support", "treatment", "plan", "process")),
                    "NN",
                    "obl",
                    verb.head,
                )
            )
            tail = [_case("with", tail[-1]), *tail]
        return Phrase([*words, *verb.words, *tail, *self._extras(verb.head)], verb.head)

    def _be(self, dep: str, head: Word, plural: bool = False) -> Word:
        """A form of "be"."""
        present = self.rng.random() < 0.55
        if present:
            text, xpos = ("are", "VBP") if plural else ("is", "VBZ")
        else:
            text, xpos = ("were" if plural else "was"), "VBD"
        return Word(text, "be", "AUX", xpos, FEATURES[xpos], dep, head)

    def _be_passive(self, head: Word, plural: bool) -> list[Word]:
        """The auxiliaries of a passive: "was", "has been", "will be"."""
        rng = self.rng
        kind = rng.random()
        if kind < 0.7:
            return [self._be("aux:pass", head, plural)]
        if kind < 0.85:
            text, xpos = ("have", "VBP") if plural else ("has", "VBZ")
            been = Word("been", "be", "AUX", "VBN", FEATURES["VBN"], "aux:pass", head)
            return [Word(text, "have", "AUX", xpos, FEATURES[xpos], "aux", head), been]
        text = rng.choice(("will", "must", "should", "may", "can", "to"))
        be = Word("be", "be", "AUX", "VB", FEATURES["VB"], "aux:pass", head)
        if text == "to":
            return [Word("to", "to", "PART", "TO", "", "mark", head), be]
        return [Word(text, text, "AUX", "MD", FEATURES["MD"], "aux", head), be]

    def _agent(self, head: Word) -> list[Word]:
        """By whom: "by staff", "by the local authority", "by older women"."""
        rng = self.rng
        kind = rng.random()
        if kind < 0.5:
            words = self._staff("obl:agent", head)
        elif kind < 0.7:
            words = self._somebody("obl:agent", head, plural=rng.random() < 0.4)
        else:
            text = rng.choice(("authority", "team", "council", "service", "court", "partner"))
            noun = Word(text, text, "NOUN", "NN", FEATURES["NN"], "obl:agent", head)
            front = rng.choice(("local", "mental", "new", "complex", "young", "social"))
            words = [*phrase(front, "JJ", "amod", noun), noun]
            if rng.random() < 0.7:
                words.insert(0, article("the", noun))
        target = next(w for w in words if w.head is head)
        return [_case("by", target), *words]

    def _predicate(self) -> Phrase:
        """Such as "Mum supportive", "Pt unkempt and aggressive"."""
        words = phrase(self.rng.choice([*domain.ADJECTIVES, *MOODS]), "JJ", "ROOT")
        head = words[-1]
        subject = self._subject(head, chance=0.85)
        front: list[Word] = []
        if self.rng.random() < 0.35:
            text = self.rng.choice(("very", "quite", "extremely", "increasingly", "still"))
            front = [Word(text, text, "ADV", "RB", "", "advmod", head)]
        tail: list[Word] = []
        if self.rng.random() < 0.3:
            second = phrase(self.rng.choice(MOODS), "JJ", "conj", head)
            tail = [Word("and", "and", "CCONJ", "CC", "", "cc", second[-1]), *second]
        elif self.rng.random() < 0.4:
            tail = self._extras(head)
        return Phrase([*subject, *front, *words, *tail], head)

    def _passive(self) -> Phrase:
        """Such as "Sectioned under MHA", "Pt placed in hostel by SW", "was toileted by staff"."""
        rng = self.rng
        verb = self._verb(rng.choice(domain.PASSIVE), "VBN")
        verb.head.feats = PASSIVE_PARTICIPLE
        plural = rng.random() < 0.12
        words = self._somebody("nsubj:pass", verb.head, plural) if rng.random() < 0.65 else []
        if rng.random() < 0.5:
            words += self._be_passive(verb.head, plural)
        words += verb.words
        kind = rng.random()
        if kind < 0.35:
            words += self._agent(verb.head)
        elif kind < 0.65:
            place = phrase(rng.choice(PLACES), "NN", "obl", verb.head)
            words += [_case(rng.choice(("in", "from", "to", "under", "into")), place[-1]), *place]
        elif kind < 0.75:
            words += self._thing("obj", verb.head)
        else:
            words += self._extras(verb.head)
        return Phrase(words, verb.head)

    def _report(self) -> Phrase:
        """Such as "Pt denies pain", "Claims he is unwell", "admits drinking"."""
        rng = self.rng
        kind = rng.random()
        if kind < 0.35:
            verb = self._verb(
                rng.choice(("deny", "report", "disclose", "admit", "claim", "voice")), self._tense()
            )
            text = rng.choice(OBJECT_OF_REPORT)
            xpos = "NNS" if text == "thoughts" else "NN"
            noun = Word(text, text, "NOUN", xpos, FEATURES[xpos], "obj", verb.head)
            front = []
            if rng.random() < 0.35:
                front = phrase(
                    rng.choice(("suicidal", "chronic", "current", "recent", "any")),
                    "JJ",
                    "amod",
                    noun,
                )
                if front[-1].text == "any":
                    front = [Word("any", "any", "DET", "DT", "PronType=Ind", "det", noun)]
            tail = [*front, noun]
        elif kind < 0.65:
            verb = self._verb(
                rng.choice(("deny", "admit", "resume", "avoid", "stop", "start")), self._tense()
            )
            inner = phrase(rng.choice(INGS), "VBG", "xcomp", verb.head)
            inner[-1].feats = GERUND
            tail = [*inner, *self._extras(inner[-1])]
        else:
            verb = self._verb(rng.choice(domain.CLAUSAL), self._tense())
            clause = rng.choice(
                (self._finite, self._copula, self._prepositional, self._predicate)
            )()
            clause.head.dep, clause.head.head = "ccomp", verb.head
            tail = clause.words
            if rng.random() < 0.5:
                tail = [Word("that", "that", "SCONJ", "IN", "", "mark", clause.head), *tail]
        words = [*self._subject(verb.head), *self._adverb_before(verb.head), *verb.words, *tail]
        return Phrase(words, verb.head)

    def _infinitive(self) -> Phrase:
        """Such as "Failed to attend appt", "Mum refused to engage with SW"."""
        rng = self.rng
        tag = rng.choice(("VBD", "VBD", "VBZ", "VBG"))
        verb = self._verb(rng.choice(("fail", "refuse", "decline", *domain.INFINITIVAL)), tag)
        transitive = rng.random() < 0.6
        source = TRANSITIVE_PAST if transitive else domain.INTRANSITIVE
        inner = phrase(rng.choice(source), "VB", "xcomp", verb.head)
        marker = Word("to", "to", "PART", "TO", "", "mark", inner[-1])
        tail = self._thing("obj", inner[-1]) if transitive else self._extras(inner[-1])
        words = [
            *self._subject(verb.head, chance=0.65),
            *self._adverb_before(verb.head),
            *verb.words,
            marker,
            *inner,
            *tail,
        ]
        return Phrase(words, verb.head)

    def _copula(self) -> Phrase:
        """Such as "He is schizophrenic", "She is an addict", "JB was very complex"."""
        rng = self.rng
        if rng.random() < 0.35:
            words = phrase(rng.choice(domain.PERSON_NOUNS), "NN", "ROOT")
            head = words[-1]
            if rng.random() < 0.3:
                words = [*phrase(rng.choice(domain.ADJECTIVES), "JJ", "amod", head), *words]
            words = [article("a", head), *words]
        else:
            words = phrase(rng.choice(domain.ADJECTIVES), "JJ", "ROOT")
            head = words[-1]
            if rng.random() < 0.3:
                text = rng.choice(("very", "too", "quite", "so", "clearly"))
                words = [Word(text, text, "ADV", "RB", "", "advmod", head), *words]
        negation = []
        if rng.random() < 0.12:
            negation = [Word("not", "not", "PART", "RB", "Polarity=Neg", "advmod", head)]
        subject = self._subject(head, chance=0.85)
        return Phrase([*subject, self._be("cop", head), *negation, *words], head)

    def _linking(self) -> Phrase:
        """Such as "Seen at home, appeared low", "Presents as chaotic"."""
        rng = self.rng
        verb = self._verb(rng.choice(LINKING), self._tense())
        adjective = phrase(rng.choice([*MOODS, *domain.ADJECTIVES]), "JJ", "xcomp", verb.head)
        if verb.head.lemma == "present":
            tail = [_case("as", adjective[-1]), *adjective]
            adjective[-1].dep = "obl"
        else:
            tail = adjective
        words = [*self._subject(verb.head, chance=0.5), *verb.words, *tail]
        if rng.random() < 0.35:
            seen = Word("seen", "see", "VERB", "VBN", PASSIVE_PARTICIPLE, "ROOT")
            place = phrase(rng.choice(PLACES), "NN", "obl", seen)
            verb.head.dep, verb.head.head = "parataxis", seen
            comma = Word(",", ",", "PUNCT", ",", "", "punct", verb.head)
            place[-1].space = False
            before = self._subject(seen, "nsubj:pass", 0.3)
            start = [*before, seen, _case(rng.choice(("at", "in")), place[-1]), *place]
            return Phrase([*start, comma, *verb.words, *tail], seen)
        return Phrase(words, verb.head)

    def _nominal_adjective(self) -> Phrase:
        """Such as "The homeless are ignored", and the contrast "the homeless shelter opens"."""
        rng = self.rng
        contrast = rng.random() < 0.4
        group_words = phrase(rng.choice(domain.NOMINALISED), "JJ", "nsubj")
        group = group_words[-1]
        front: list[Word] = []
        if rng.random() < 0.2 and len(group_words) == 1:
            front = [Word("most", "most", "ADV", "RBS", "Degree=Sup", "advmod", group)]
        conjoined: list[Word] = []
        if rng.random() < 0.2:
            second = Word(
                rng.choice(listed("elderly poor sick disabled weak")),
                "",
                "ADJ",
                "JJ",
                FEATURES["JJ"],
                "conj",
                group,
            )
            conjoined = [Word("and", "and", "CCONJ", "CC", "", "cc", second), second]
        middle = [*front, *group_words, *conjoined]
        if contrast:
            noun_text, tag = rng.choice(
                (
                    ("people", "NNS"),
                    ("shelter", "NN"),
                    ("man", "NN"),
                    ("residents", "NNS"),
                    ("adult", "NN"),
                    ("team", "NN"),
                    ("application", "NN"),
                    ("woman", "NN"),
                    ("charity", "NN"),
                    ("clients", "NNS"),
                    ("unit", "NN"),
                    ("family", "NN"),
                    ("families", "NNS"),
                    ("hostel", "NN"),
                    ("register", "NN"),
                    ("person", "NN"),
                )
            )
            noun = Word(noun_text, noun_text, "NOUN", tag, FEATURES[tag], "nsubj")
            group.dep, group.head = "amod", noun
            if rng.random() < 0.25:
                text = rng.choice(("night", "day", "care", "support", "family", "health", "bed"))
                middle.append(Word(text, text, "NOUN", "NN", FEATURES["NN"], "compound", noun))
            head, plural = noun, tag == "NNS"
            nominal = [article("the", noun), *middle, noun]
        else:
            head, plural = group, True
            nominal = [article("the", group), *middle]
        kind = rng.random()
        if kind < 0.3:
            verb = self._verb(rng.choice(domain.PASSIVE), "VBN")
            verb.head.feats = PASSIVE_PARTICIPLE
            head.dep, head.head = "nsubj:pass", verb.head
            be = self._be("aux:pass", verb.head, plural)
            return Phrase([*nominal, be, *verb.words, *self._extras(verb.head)], verb.head)
        if kind < 0.6:
            tag = "VBD" if rng.random() < 0.4 else ("VBP" if plural else "VBZ")
            verb = self._verb(rng.choice(domain.TRANSITIVE), tag)
            head.dep, head.head = "nsubj", verb.head
            return Phrase([*nominal, *verb.words, *self._thing("obj", verb.head)], verb.head)
        if kind < 0.8:
            verb = self._verb(rng.choice(domain.TRANSITIVE), rng.choice(("VBP", "VBD")))
            subject = Word(
                pronoun := rng.choice(("we", "they")),
                pronoun,
                "PRON",
                "PRP",
                "Case=Nom|Number=Plur|Person="
                + ("1" if pronoun == "we" else "3")
                + "|PronType=Prs",
                "nsubj",
                verb.head,
            )
            head.dep, head.head = "obj", verb.head
            return Phrase([subject, *verb.words, *nominal], verb.head)
        thing = phrase(rng.choice(domain.COUNT_NOUNS), "NNS", "ROOT")
        head.dep, head.head = "nmod", thing[-1]
        preposition = _case(rng.choice(("for", "of", "among", "with")), head)
        return Phrase([*thing, preposition, *nominal], thing[-1])

    def _generic(self) -> Phrase:
        """Such as "Offenders think differently", "Addicts lie", "Clients must attend"."""
        rng = self.rng
        transitive = rng.random() < 0.5
        modal = rng.random() < 0.3
        source = domain.TRANSITIVE if transitive else domain.INTRANSITIVE
        verb = self._verb(rng.choice(source), "VB" if modal else "VBP")
        subject = self._somebody("nsubj", verb.head, plural=True)
        if modal:
            text = rng.choice(listed("must can will should may cannot"))
            if text == "cannot":
                subject += [
                    Word("can", "can", "AUX", "MD", FEATURES["MD"], "aux", verb.head, space=False),
                    Word("not", "not", "PART", "RB", "Polarity=Neg", "advmod", verb.head),
                ]
            else:
                subject.append(Word(text, text, "AUX", "MD", FEATURES["MD"], "aux", verb.head))
        tail = self._thing("obj", verb.head) if transitive else self._extras(verb.head)
        return Phrase([*subject, *self._adverb_before(verb.head), *verb.words, *tail], verb.head)

    def _fragment(self) -> Phrase:
        """Such as "Chaotic lifestyle", "Complex needs, known to services", "Hx of self-harm"."""
        rng = self.rng
        kind = rng.random()
        if kind < 0.35:
            text = rng.choice(
                (
                    "hx",
                    "history",
                    "risk",
                    "lack",
                    "signs",
                    "episodes",
                    "pattern",
                    "victim",
                    "issues",
                    "level",
                    "ongoing",
                )
            )
            if text == "ongoing":
                words = phrase(rng.choice(domain.COUNT_NOUNS), "NNS", "ROOT")
                return Phrase([*phrase("ongoing", "JJ", "amod", words[-1]), *words], words[-1])
            tag = "NNS" if text.endswith("s") else "NN"
            head = Word(text, text, "NOUN", tag, FEATURES[tag], "ROOT")
            inner = phrase(rng.choice(domain.MASS_NOUNS), "NN", "nmod", head)
            preposition = "with" if text == "issues" else "of"
            return Phrase([head, _case(preposition, inner[-1]), *inner], head)
        tag = rng.choice(("NN", "NNS"))
        people = rng.random() < 0.4
        source = domain.PERSON_NOUNS if people else [*domain.COUNT_NOUNS, "lifestyle", "case"]
        words = phrase(rng.choice(source), tag, "ROOT")
        head = words[-1]
        front = phrase(rng.choice(domain.ADJECTIVES), "JJ", "amod", head)
        if rng.random() < 0.25:
            text = rng.choice(("very", "deeply", "most", "extremely"))
            front.insert(0, Word(text, text, "ADV", "RB", "", "advmod", front[-1]))
        if tag == "NN" and rng.random() < 0.4:
            front.insert(0, article("a", head))
        tail: list[Word] = []
        kind = rng.random()
        if people and kind < 0.4:
            needs = phrase(
                rng.choice(("need", "disability", "issue", "problem")), "NNS", "nmod", head
            )
            extra = phrase(rng.choice(domain.ADJECTIVES), "JJ", "amod", needs[-1])
            tail = [_case("with", needs[-1]), *extra, *needs]
        elif kind < 0.5:
            known = Word(
                "known",
                "known",
                "ADJ",
                "JJ",
                FEATURES["JJ"],
                "amod" if people else "parataxis",
                head,
            )
            to = Word("services", "service", "NOUN", "NNS", FEATURES["NNS"], "obl", known)
            tail = [known, _case("to", to), to]
            if not people:
                words[-1].space = False
                tail = [Word(",", ",", "PUNCT", ",", "", "punct", known), *tail]
        return Phrase([*front, *words, *tail], head)

    def _instruction(self) -> Phrase:
        """Such as "Refuse deliveries after six", "Please support client to attend"."""
        rng = self.rng
        verb = self._verb(rng.choice(domain.TRANSITIVE), "VB")
        verb.head.feats = IMPERATIVE
        front: list[Word] = []
        kind = rng.random()
        if kind < 0.15:
            front = [Word("please", "please", "INTJ", "UH", "", "discourse", verb.head)]
        elif kind < 0.35:
            do = Word("do", "do", "AUX", "VB", IMPERATIVE, "aux", verb.head)
            front = [do, Word("not", "not", "PART", "RB", "Polarity=Neg", "advmod", verb.head)]
        if rng.random() < 0.7:
            target = self._thing("obj", verb.head)
        else:
            target = self._somebody("obj", verb.head)
        return Phrase([*front, *verb.words, *target, *self._extras(verb.head)], verb.head)

    def _relative(self) -> Phrase:
        """Such as "Residents who refuse support are evicted", "a man who self-harms"."""
        rng = self.rng
        plural = rng.random() < 0.5
        noun_words = phrase(rng.choice(domain.PERSON_NOUNS), "NNS" if plural else "NN", "ROOT")
        noun = noun_words[-1]
        words = noun_words if plural else [article("a", noun), *noun_words]
        inner = self._verb(rng.choice(domain.TRANSITIVE), "VBP" if plural else "VBZ")
        inner.head.dep, inner.head.head = "acl:relcl", noun
        who = Word("who", "who", "PRON", "WP", "PronType=Rel", "nsubj", inner.head)
        words = [*words, who, *inner.words, *self._thing("obj", inner.head)]
        if rng.random() < 0.5:
            return Phrase(words, noun)
        verb = self._verb(rng.choice(domain.PASSIVE), "VBN")
        verb.head.feats = PASSIVE_PARTICIPLE
        noun.dep, noun.head = "nsubj:pass", verb.head
        return Phrase([*words, self._be("aux:pass", verb.head, plural), *verb.words], verb.head)

    def _commented(self) -> Phrase:
        """Such as "Mr Jones, who suffers from dementia, wanders at night"."""
        rng = self.rng
        clause = rng.choice((self._finite, self._infinitive, self._prepositional, self._passive))
        while True:
            rest = clause()
            subject = next((w for w in rest.words if w.dep in ("nsubj", "nsubj:pass")), None)
            if subject is not None and subject.upos != "PRON" and subject.head is rest.head:
                break
        source = rng.choice((self._prepositional, self._finite, self._copula))
        while True:
            inner = source()
            if all(w.dep not in ("nsubj", "nsubj:pass") for w in inner.words):
                break
        inner.head.dep, inner.head.head = "acl:relcl", subject
        who = Word("who", "who", "PRON", "WP", "PronType=Rel", "nsubj", inner.head)
        place = rest.words.index(subject) + 1
        while rest.words[place].head is subject:
            place += 1
        before, after = rest.words[:place], rest.words[place:]
        start = Word(",", ",", "PUNCT", ",", "", "punct", inner.head)
        end = Word(",", ",", "PUNCT", ",", "", "punct", inner.head)
        before[-1].space = inner.words[-1].space = False
        return Phrase([*before, start, who, *inner.words, end, *after], rest.head)

    def _complains(self) -> Phrase:
        """Such as "Pt c/o pain": the tokenizer makes three words of "c/o"."""
        verb = Word("c", "c", "VERB", "VBZ", FEATURES["VBZ"], "ROOT", space=False)
        thing = self._thing("obl", verb)
        if self.rng.random() < 0.6:
            text = self.rng.choice(("pain", "nausea", "headache", "anxiety", "tiredness", "voices"))
            tag = "NNS" if text == "voices" else "NN"
            thing = [Word(text, text, "NOUN", tag, FEATURES[tag], "obl", verb)]
        head = next(w for w in thing if w.head is verb)
        slash = Word("/", "/", "PUNCT", ",", "", "punct", verb, space=False)
        return Phrase([*self._subject(verb), verb, slash, _case("o", head), *thing], verb)

    def _descriptors(self) -> Phrase:
        """Such as "Addict, homeless, known to police"."""
        rng = self.rng
        words: list[Word] = []
        root: Word | None = None
        for _ in range(rng.choice((2, 2, 3))):
            if root is not None:
                words[-1].space = False
            comma = Word(",", ",", "PUNCT", ",", "", "punct")
            kind = rng.random()
            if kind < 0.35:
                piece = phrase(rng.choice(domain.PERSON_NOUNS), "NN", "conj")
                if rng.random() < 0.3:
                    front = phrase(rng.choice(domain.ADJECTIVES), "JJ", "amod", piece[-1])
                    piece = [*front, *piece]
                head = piece[-1]
            elif kind < 0.85:
                piece = phrase(rng.choice([*domain.ADJECTIVES, *MOODS]), "JJ", "conj")
                head = piece[-1]
            else:
                head = Word("known", "known", "VERB", "VBN", PASSIVE_PARTICIPLE, "conj")
                whom = self._staff("obl", head)
                piece = [head, _case("to", whom[-1]), *whom]
                if rng.random() < 0.4:
                    negation = Word("not", "not", "PART", "RB", "Polarity=Neg", "advmod", head)
                    piece.insert(0, negation)
            if root is None:
                root = head
                words = piece
            else:
                head.head, comma.head = root, head
                words = [*words, comma, *piece]
        return Phrase(words, root or words[0])

    def _sleeps_rough(self) -> Phrase:
        """Such as "Found sleeping rough", "A man sleeping rough"."""
        rng = self.rng
        sleeping = Word("sleeping", "sleep", "VERB", "VBG", FEATURES["VBG"], "ROOT")
        rough = Word("rough", "rough", "ADV", "RB", "", "advmod", sleeping)
        extras = self._extras(sleeping)
        kind = rng.random()
        if kind < 0.4:
            found = Word("found", "find", "VERB", "VBN", PASSIVE_PARTICIPLE, "ROOT")
            sleeping.dep, sleeping.head = "xcomp", found
            subject = self._subject(found, "nsubj:pass")
            return Phrase([*subject, found, sleeping, rough, *extras], found)
        if kind < 0.7:
            return Phrase([*self._subject(sleeping), sleeping, rough, *extras], sleeping)
        people = phrase(rng.choice(domain.PERSON_NOUNS), rng.choice(("NN", "NNS")), "ROOT")
        sleeping.dep, sleeping.head = "acl", people[-1]
        front = phrase(rng.choice(domain.ADJECTIVES), "JJ", "amod", people[-1])
        return Phrase([*front, *people, sleeping, rough, *extras], people[-1])

    def _missed(self) -> Phrase:
        """Such as "DNA'd x2", "DNA'd appt": did not attend."""
        rng = self.rng
        verb = Word(
            rng.choice(("DNA'd", "DNA'd", "DNAd", "DNA'ed")),
            "dna",
            "VERB",
            "VBD",
            FEATURES["VBD"],
            "ROOT",
        )
        tail = self._thing("obj", verb) if rng.random() < 0.4 else self._extras(verb)
        return Phrase([*self._subject(verb, chance=0.4), verb, *tail], verb)

    def _lack(self) -> Phrase:
        """Such as "Lacks capacity", "Client lacked insight", "lacks motivation to change"."""
        rng = self.rng
        verb = self._verb(
            rng.choice(("lack", "need", "show", "require", "display", "demonstrate")),
            rng.choice(("VBZ", "VBZ", "VBD")),
        )
        noun = phrase(
            rng.choice(
                (
                    "insight",
                    "capacity",
                    "motivation",
                    "boundary",
                    "support",
                    "awareness",
                    "confidence",
                    "remorse",
                    "empathy",
                    "skill",
                )
            ),
            "NN",
            "obj",
            verb.head,
        )
        tail: list[Word] = []
        if rng.random() < 0.35:
            inner = phrase(rng.choice(domain.INTRANSITIVE), "VB", "acl", noun[-1])
            tail = [Word("to", "to", "PART", "TO", "", "mark", inner[-1]), *inner]
        elif rng.random() < 0.3:
            below = phrase(rng.choice(domain.MASS_NOUNS), "NN", "nmod", noun[-1])
            tail = [_case(rng.choice(("into", "around", "with", "about")), below[-1]), *below]
        return Phrase([*self._subject(verb.head), *verb.words, *noun, *tail], verb.head)

    def _thing_done(self) -> Phrase:
        """Such as "Insulin given by DN", "Referral was declined", "appt offered for Monday"."""
        rng = self.rng
        verb = self._verb(rng.choice(TRANSITIVE_PAST), "VBN")
        verb.head.feats = PASSIVE_PARTICIPLE
        subject = self._thing("nsubj:pass", verb.head)
        head = next(w for w in subject if w.head is verb.head)
        words = [*subject]
        if rng.random() < 0.4:
            words += self._be_passive(verb.head, head.xpos == "NNS")
        if rng.random() < 0.12:
            words.append(Word("not", "not", "PART", "RB", "Polarity=Neg", "advmod", verb.head))
        words += verb.words
        if rng.random() < 0.55:
            words += self._agent(verb.head)
        return Phrase([*words, *self._extras(verb.head)], verb.head)

    def _control(self) -> Phrase:
        """Such as "Encouraged Tom to wash", "Staff prompt her to take meds"."""
        rng = self.rng
        tag = rng.choice(("VBD", "VBD", "VBZ", "VB"))
        verb = self._verb(rng.choice(domain.OBJECT_CONTROL), tag)
        if tag == "VB":
            verb.head.feats = IMPERATIVE
        transitive = rng.random() < 0.5
        source = (
            TRANSITIVE_PAST if transitive else [*domain.INTRANSITIVE, "shower", "wash", "dress"]
        )
        inner = phrase(rng.choice(source), "VB", "xcomp", verb.head)
        marker = Word("to", "to", "PART", "TO", "", "mark", inner[-1])
        tail = self._thing("obj", inner[-1]) if transitive else self._extras(inner[-1])
        subject = [] if tag == "VB" else self._subject(verb.head)
        target = self._somebody("obj", verb.head)
        return Phrase([*subject, *verb.words, *target, marker, *inner, *tail], verb.head)

    def _apposition(self) -> Phrase:
        """Such as "Ms A, an addict, failed to attend", "JB (tenant) declined support"."""
        rng = self.rng
        clause = rng.choice((self._finite, self._infinitive, self._passive))
        while True:
            rest = clause()
            subject = next((w for w in rest.words if w.dep in ("nsubj", "nsubj:pass")), None)
            if subject is not None and subject.upos == "PROPN" and subject.head is rest.head:
                break
        below = phrase(rng.choice(domain.PERSON_NOUNS), "NN", "appos", subject)
        opens, closes = rng.choice(((",", ","), (",", ","), ("(", ")")))
        inner = below
        if opens == "," or rng.random() < 0.4:
            inner = [article(rng.choice(("a", "the", "a")), below[-1]), *below]
        # The subject ends where the next word belongs to the verb again.
        place = rest.words.index(subject) + 1
        while rest.words[place].head is subject:
            place += 1
        before, after = rest.words[:place], rest.words[place:]
        start = Word(opens, opens, "PUNCT", opens, "", "punct", below[-1])
        end = Word(closes, closes, "PUNCT", closes, "", "punct", below[-1])
        before[-1].space = opens == "("
        start.space = opens == ","
        inner[-1].space = False
        return Phrase([*before, start, *inner, end, *after], rest.head)


def _case(preposition: str, head: Word) -> Word:
    """A preposition."""
    return Word(preposition, preposition, "ADP", "IN", "", "case", head)
