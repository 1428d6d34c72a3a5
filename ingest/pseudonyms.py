"""The shapes of pseudonyms: "Child Z", "Family 12", "Baby Leonie", and the words that stand there and are none."""

import re
from functools import lru_cache

NUMBER_NAMES = "One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten"
_NOT_NAMES_TEXT = """
    About Abuse Act Action Actions Adult Adversity After Age Aged Ages Alcohol All Allegation Allowance Analysis And
    Answers Appendix Approach Are Assessment Assessments At-Risk Attachment Attendance Autism Background Being Benefit
    Benefits Board Both Boys Breakdown Briefing Bulletin Can Capacity Care Carer Carers Case Cases Census Centre Centred
    Centres Changes Child Children Chronology Circumstances Clinic Clinics Club College Comments Commissioner
    Composition Concern Concerns Conclusion Conclusions Conference Conferences Contact Contacts Contribution Core Could
    Court Courts Criminal Cruelty Death Deaths Debrief Dental Details Development Diet Did Disability Disabled
    Discussion Doctor Domestic Drug Drugs Duty Dynamics Early Education Emergency Emotional Employment Engagement
    Episode Episodes Examples Example Experience Experiences Exploitation Factors Family Fatality Father Fathers
    Feedback Feeding Female Finance Findings First Focus Focused Food Formation Foster Framework From Functioning
    Further Genogram Girls Good Grandparents Group Groups Growth Guardian Guidance Had Harm Harms Has Health Heard Help
    Here History Home Homelessness Homes House Household Housing Hub Hubs Impact Impartial Improvement In Incident
    Income Information Injuries Injury Instability Intensive Intervention Interventions Introduction Involvement Is
    Issues Journey Justice Key Kinship Know Known Law Learners Learning Lessons Liaison Life Line Links Literacy Lived
    Living Loan Local Looked Loss Male Maltreatment Management Mapping Matters Mediation Meeting Meetings Member Members
    Men Mental Message Messages Mind Minder Missing Mortality Mother Mothers Multi Narrative National Need Needs Neglect
    Network Networks Next Not Number Nurse Nurses Nursery Nutrition Obesity Observations Of Officer On-Call Other Our
    Outcome Outcomes Outreach Overview Panel Parent Parents Participation Partners Partnership Pathway Perpetrator
    Perpetrators Perspective Perspectives Physical Picture Placement Placements Plan Planning Plans Play Police Poverty
    Practice Practitioner Pregnancy Process Products Profile Programme Progress Protection Protocol Psychology Questions
    Reading Recommendation Recommendations Referral Referrals Reflections Related Relationship Relationships Relocation
    Report Reports Residential Resource Resources Response Responses Reunification Review Reviews Rights Risk Risks
    Routines Safe Safeguarding Safety School Schools Seen Services Service Sessions Settings Sexual Should Siblings
    Sleep Sleeping Social Solutions Statement Step Steps Stories Story Strengths Stress Structure Structures Studies
    Study Substance Summary Support Survivors Task Team Teams Tel That The Their Themes Therapist Therapies Therapy
    These This Those Through Time Timeline Tips To Together Tool Tools Trafficking Training Transition Transitions
    Curiosity Escalation Thresholds Supervision Recording Communication Leadership Culture Language
    Arrangements Bank Blues Box Friendly Labour Maintenance Marriage Massage Monitor Ties Trauma Tree Trust Twins Unknown Unseen Values Victim Victims View Views Vignette Violence Visit Visiting Visitor
    Visitors Visits Voice Voices Vulnerability Was Weight Welfare Wellbeing What When Who Why Wider Wishes With
    Without Women Work Worker Workers Working Workshop Would Years You Young Youth
    January February March April May June July August September October November December Spring
    Summer Autumn Winter Monday Tuesday Wednesday Thursday Friday Saturday Sunday
"""
NOT_NAMES = frozenset(_NOT_NAMES_TEXT.split())
FIRST_NAME = r"[A-Z][a-z]{2,12}"
_WORD = rf"(?!(?:Child|Baby|Family|Young|Adult|Mother)\b)(?:{NUMBER_NAMES}|[A-Z]{{1,3}}\d?|[A-Z][a-z](?![\w'’])|{FIRST_NAME})"
# A number behind a name is an age: "Child Ebb, 14".
_NAMES = rf"(?:{_WORD}(?:(?:, | and | & ){_WORD}(?![\w'’]))*|\d{{1,2}}(?:(?:, | and | & )\d{{1,2}}(?![\w'’]))*)"
NOUN = r"(?:Child(?:ren)?|Baby|Babies|Infant|Family|Families|Young (?:Person|People)|Adults?|Sibling [Gg]roup|Siblings?|Twins?|Mr|Mrs|Ms|Mother)"
SUBJECT = re.compile(rf"\b{NOUN} {_NAMES}(?![\w])")
# What a person does, so that a word before it is somebody's name.
PERSON_AFTER = r"(?:['’]s\b| (?:was|is|had|has|lived|told|said|did|became|died|moved|went|came|slept|felt|would|could|who|and (?:his|her|their))\b)"
FEWEST_TOLD = 2
# A name comes again and again in one text, which is looked through once for each.
KEPT = 512

_PLURALS = frozenset({"Children", "Families", "Adults", "Babies", "Siblings", "Young People"})
_LEADING_NOUN = re.compile(rf"{NOUN} ")
_TERM_GOES_ON = re.compile(r"\s+(?:Need|Protection|Care|Report|need|risk|all|every|home|school|least|this|the)\b")


def is_name(subject: str, after: str) -> bool:
    """Return whether the words after "Child", "Family" … are a pseudonym and not part of a term ("Child In Need")."""
    noun = _LEADING_NOUN.match(subject)
    first = re.split(r", | and | & ", subject[noun.end() :] if noun else subject)[0]
    if noun and noun[0].strip() in _PLURALS and len(first) > 2 and first not in NUMBER_NAMES.split("|"):
        return False
    return first not in NOT_NAMES and not (len(first) > 1 and _TERM_GOES_ON.match(after))


@lru_cache(maxsize=KEPT)
def is_person(name: str, text: str) -> bool:
    """Return whether the text tells several times what somebody of this first name did or had."""
    return name not in NOT_NAMES and len(re.findall(rf"\b{name}{PERSON_AFTER}", text)) >= FEWEST_TOLD


def bare(subject: str) -> str:
    """Return the name alone by which a text goes on about its subject: "Ebb" for "Child Ebb", else the whole."""
    name = _LEADING_NOUN.sub("", subject)
    return name if re.fullmatch(FIRST_NAME, name) and name not in NUMBER_NAMES.split("|") else subject
