"""Words of social care that treebanks hardly contain, by the grammatical frame they fit.

The lists are written for this project. A hyphen inside a word becomes a token of its own, as
spaCy's tokenizer cuts it ("self-harm", "non-compliant").
"""

from __future__ import annotations


def listed(text: str) -> list[str]:
    """The words of a block; an underscore joins what is written apart."""
    return text.split()


# With a direct object and nothing else.
TRANSITIVE = listed("""
refuse decline lack deny abuse misuse neglect assault section discharge assess safeguard support
refer breach disclose exhibit display minimise manipulate target evict accommodate house rehouse
feed supervise restrain detain groom exploit admit prompt monitor redirect challenge toilet bathe
hoist medicate place relocate transport exclude bar ban warn reassure engage disengage sanction
threaten harm hit kick bite trigger escalate resist reject ignore avoid miss skip cancel attend
claim want need fund commission review close open reopen deliver provide offer request
demand verbalise voice articulate report withhold conceal hide hoard inject smoke drink swallow
overuse abandon shower wash dress change chase contact visit phone text inform
diagnose treat stabilise detoxify rehabilitate mobilise transfer escort accompany befriend
empower enable encourage motivate counsel signpost adopt foster remove separate bully stalk harass
coerce control intimidate batter victimise stigmatise label blame shame mistrust distrust respect
""")

# Without an object.
INTRANSITIVE = listed("""
disengage struggle offend reoffend relapse abscond wander decompensate deteriorate engage drink
comply cope improve stabilise withdraw escalate isolate ruminate hallucinate collapse fall vomit
overdose self-harm self-neglect self-medicate beg shoplift scream shout swear complain moan
dissociate ligature mobilise transition recover desist reconnect reintegrate attend sleep settle
cry shake default refuse decline suffer present respond squat sofa-surf loiter
""")

# Without an object, with an oblique introduced by the preposition.
PREPOSITIONAL: dict[str, list[str]] = {
    "from": listed("suffer disengage abscond withdraw benefit recover refrain desist detox flee"),
    "with": listed("engage struggle cope present comply interact cooperate associate disengage"),
    "to": listed("respond object consent adhere revert return admit adjust resort conform"),
    "in": listed("engage participate live reside relapse present sleep remain"),
    "on": listed("rely depend insist fixate impact drink overdose"),
    "for": listed("beg apply ask care advocate"),
    "at": listed("shout swear present live reside lunge scream"),
    "about": listed("complain worry lie ruminate disclose ask enquire"),
    "of": listed("complain die despair disapprove"),
}

# With a finite clause.
CLAUSAL = listed("""
deny claim allege disclose report admit insist state maintain acknowledge believe feel say
complain assert confirm explain suggest fear worry confess argue note mention advise agree
""")

# With a to-infinitive of which the subject is the subject.
INFINITIVAL = listed("""
refuse fail decline agree threaten struggle attempt choose claim need want hesitate consent
neglect forget manage promise continue begin offer pretend tend intend ask learn
""")

# With an object that does what the infinitive says ("encourage Tom to wash").
OBJECT_CONTROL = listed("""
encourage support prompt remind ask persuade advise help allow assist urge instruct force enable
motivate coerce invite expect require challenge nudge beg pressure coach order
""")

# As passives.
PASSIVE = listed("""
discharge section place evict detain assess toilet refuse deny safeguard medicate house rehouse
exclude feed hoist restrain refer neglect abuse exploit groom assault diagnose stabilise arrest
remand recall sanction transfer accommodate support supervise bathe wash dress commission remove
institutionalise entrench marginalise decant readmit withdraw remind prompt encourage transport victimise
""")

# Without a plural, without an article.
MASS_NOUNS = listed("""
homelessness abuse misuse neglect self-harm self-neglect non-compliance non-engagement engagement
disengagement aggression medication vulnerability isolation incontinence dementia psychosis
schizophrenia addiction alcoholism offending reoffending begging drinking gambling violence
substance alcohol methadone heroin crack cannabis insulin deprivation poverty unemployment
supervision safeguarding accommodation housing support care rehab detox treatment therapy
compliance adherence anxiety depression mania paranoia insight capacity consent recovery
abstinence hygiene continence mobility exploitation grooming bullying harassment stigma shame
coercion absconding self-esteem hoarding squalor discharge autism epilepsy diabetes obesity
 hostility resistance dependence dependency reluctance denial trauma distress
resilience independence wellbeing disability refusal probation custody sectioning
""")

# With a plural.
COUNT_NOUNS = listed("""
placement hostel shelter relapse overdose assessment referral appointment tenancy refusal episode
seizure disorder addiction disability impairment illness diagnosis condition behaviour incident
outburst risk need complaint review caution conviction offence caseload intervention discharge
ward refuge prescription injection dose bender detox support package trigger claim fall bruise
wound catheter wheelchair frame hoist pad carer budget benefit sanction eviction arrear panel
safeguard threshold concern learning_disability learning_difficulty support_need
allegation disclosure pathway plan goal barrier issue problem deficit
""")

# People, singular forms; the plural is regular except where given.
PERSON_NOUNS = listed("""
client tenant resident patient pupil service_user addict alcoholic schizophrenic diabetic
epileptic offender ex-offender rough_sleeper drug_user wheelchair_user
applicant claimant carer caseworker
keyworker mum dad nan grandad mother father child kid lad girl boy lady gentleman man woman
individual beggar prisoner inmate detainee abuser perpetrator victim survivor sufferer user
drinker smoker hoarder absconder refugee migrant traveller asylum_seeker sex_worker care_leaver
foster_carer parent sibling partner neighbour landlord clinician nurse psychiatrist officer
manager worker volunteer advocate assessor adult teenager youth newborn amputee paraplegic
self-harmer self-funder bed-blocker time-waster attention-seeker junkie manipulator
""")

IRREGULAR_PLURALS = {
    "man": "men",
    "woman": "women",
    "child": "children",
    "lady": "ladies",
    "gentleman": "gentlemen",
    "diagnosis": "diagnoses",
    "youth": "youths",
    "disability": "disabilities",
    "tenancy": "tenancies",
    "junkie": "junkies",
    "pathway": "pathways",
    "dependency": "dependencies",
}

# Role nouns that stand as a subject without an article in notes.
BARE_ROLES = listed("""
client tenant pt patient mum dad resident SU carer nan son daughter partner mother father
applicant gran husband wife pupil YP lad child baby brother sister neighbour landlord
""")

BARE_ROLES_PLURAL = listed("""
clients tenants residents parents carers staff pts patients SUs children neighbours offenders
addicts alcoholics schizophrenics families pupils
""")

STAFF_ROLES = listed(
    "SW CPN GP OT nurse staff keyworker police DWP psychiatrist HV council DN worker manager"
)

TITLES = listed("Mr Ms Mrs Miss Mr. Ms. Mrs. Dr Mx")

FIRST_NAMES = listed("""
Aisha Ben Carla Dev Ewa Femi Grace Hana Idris Jo Kieran Leila Mo Nadia Owen Priya Rhys Sam Tanya
Uma Vik Wes Yusuf Zoe Barry Doreen Maureen Callum Shanice Tyler John Sarah Mary
""")

SURNAMES = listed("Smith Khan Jones Okafor Patel Murphy Brown Novak Evans Begum Taylor Ahmed")

ADJECTIVES = listed("""
vulnerable homeless entrenched chaotic complex challenging disabled elderly autistic schizophrenic
diabetic epileptic alcoholic bipolar non-compliant non-engaging abusive aggressive frail
incontinent resistant manipulative hostile unkempt demanding dependent able-bodied psychotic
paranoid suicidal violent intoxicated unwell tearful agitated difficult needy
uncooperative unmotivated lazy dishevelled malnourished housebound
bed-bound wheelchair-bound attention-seeking drug-seeking treatment-resistant work-shy
care-experienced alcohol-dependent crisis-driven help-seeking opiate-dependent
deaf blind senile demented compliant settled stable unstable volatile reluctant unsuitable
depressed anxious lonely isolated disadvantaged deprived dysfunctional
addicted mentally_ill bariatric obese confused abled
immobile verbal non-verbal destitute troubled damaged promiscuous deceitful unreliable hopeless
""")

# "the homeless", "the most vulnerable": a plural noun phrase with an adjective as its head.
NOMINALISED = listed("""
homeless vulnerable elderly poor disabled old young sick needy disadvantaged marginalised destitute
frail deaf blind unemployed excluded dying mentally_ill deprived rich infirm dead isolated
oppressed addicted wealthy weak lonely
""")

# Lemmas of treebank nouns that stand for people, and can be swapped for the words above.
PERSON_LEMMAS = frozenset(
    listed("""
    man woman person people guy girl boy patient student child kid customer friend doctor lady
    teacher worker employee driver owner mother father parent son daughter brother sister wife
    husband boss president minister soldier leader officer official member player artist author
    writer scientist researcher physician nurse user visitor guest client manager attorney lawyer
    reporter terrorist militant candidate voter citizen resident neighbor neighbour scholar hero
    buyer seller tech mechanic technician dentist vet waitress waiter bartender professor fan
    mayor senator governor general commander pilot actor singer director critic victim suspect
    """)
)

# How notes shorten, where the short form is one token.
SHORT_FORMS = {
    "with": "w/",
    "and": "&",
    "patient": "pt",
    "patients": "pts",
    "appointment": "appt",
    "appointments": "appts",
    "medication": "meds",
    "history": "hx",
    "children": "kids",
    "hospital": "hosp",
    "information": "info",
    "alcohol": "etoh",
    "regarding": "re",
    "about": "re",
    "social": "soc",
    "address": "addr",
    "month": "mth",
    "weeks": "wks",
}

# British spellings of American endings and words.
BRITISH = {
    "color": "colour",
    "behavior": "behaviour",
    "neighbor": "neighbour",
    "neighbors": "neighbours",
    "center": "centre",
    "favorite": "favourite",
    "labor": "labour",
    "honor": "honour",
    "program": "programme",
    "programs": "programmes",
    "defense": "defence",
    "offense": "offence",
    "traveled": "travelled",
    "canceled": "cancelled",
    "mom": "mum",
    "counseling": "counselling",
    "counselor": "counsellor",
    "gray": "grey",
}
