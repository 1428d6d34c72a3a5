"""Whole structures of what partnerships publish: every statement with its case, kind, item and addressee."""

import pytest

from ingest.blocks import Block, BlockKind, Loaded
from ingest.markdown import load_markdown
from ingest.reading import read_document
from ingest.text import load_text
from vectorstore.document import Document
from vectorstore.passage import Passage


def read(text: str) -> tuple[Document, tuple[Passage, ...]]:
    loaded = (load_markdown if text.startswith("#") else load_text)(text.encode())
    assert isinstance(loaded, Loaded)
    return read_document("d", "file.txt", loaded)


def shape(text: str) -> str:
    """The document on one line, then a line for each statement: case, kind, item, first words, and what it is tied to."""
    document, passages = read(text)
    front = [document.title, document.publisher, document.date, document.population]
    return "\n".join([" | ".join(str(part) for part in front), *(line(passage) for passage in passages)])


def line(passage: Passage) -> str:
    words = " ".join(passage.text.split()[:4])
    tied = f" on {passage.within}" if passage.within else ""
    to = f" to {passage.addressee}" if passage.addressee else ""
    return f"{passage.review or '-'} | {passage.section.value} | {passage.item or '-'} | {words}{tied}{to}"


VARIANTS = {
    "a 7 minute briefing in numbered boxes": (
        """Seven Minute Briefing

Child F

Fernshire Safeguarding Children Partnership

March 2031

1. Background

Child F was six.

2. Why it matters

Nobody asked why he was not at school.

3. Not in school

Attendance was seen as a school matter.

4. What we found: housing

The flat had no heating.

5. What worked well

The caretaker told the nurse.

6. What you need to do

- Ask who is at home.

7. Questions for your team

Who do we know that cares for a grandchild?

Further information

See our page.
""",
        """\
Seven Minute Briefing – Child F | Fernshire Safeguarding Children Partnership | March 2031 | children
Child F | background | - | Child F was six.
Child F | findings | unnumbered, 1st | Nobody asked why he
Child F | findings | unnumbered, 1st | Attendance was seen as
Child F | findings | unnumbered, 1st | The flat had no
Child F | good_practice | unnumbered, 1st | The caretaker told the
Child F | actions | unnumbered, 1st | Ask who is at
Child F | questions | unnumbered, 1st | Who do we know
Child F | resources | - | See our page.""",
    ),
    "key lines of enquiry over numbered paragraphs": (
        """# Local Child Safeguarding Practice Review: Child G

## 1. Introduction

1.1 This review was held in March.

## 2. Terms of reference

2.1 The panel agreed two lines of enquiry:

- KLOE 1: How well was the harm understood?
- KLOE 2: How did agencies work together?

## 3. Analysis by key line of enquiry

### KLOE 1: How well was the harm understood?

3.1 The bruise was seen by three people.

**Learning Point 1:** A mark on a baby has to be spoken about on the same day.

3.2 The health visitor was new.

### Key line of enquiry 2 – How did agencies work together?

3.3 Meetings were held without the nursery.

**Recommendation 1:** The partnership should ask nurseries to every meeting.

3.4 The nursery manager rang twice.

## 4. Good practice

4.1 She rang again.

## 5. Recommendations

Recommendation 1: The partnership should ask nurseries to every meeting.

Recommendation 2: Health providers should use one form.
""",
        """\
Local Child Safeguarding Practice Review: Child G | None | None | children
Child G | introduction | 1.1 | This review was held
Child G | review_process | 2.1 | The panel agreed two
Child G | review_process | 2.1 | KLOE 1: How well
Child G | review_process | 2.1 | KLOE 2: How did
Child G | findings | 3.1 | The bruise was seen
Child G | learning | Learning Point 1 | Learning Point 1: A
Child G | findings | 3.2 | The health visitor was
Child G | findings | 3.3 | Meetings were held without
Child G | recommendations | Recommendation 1 | Recommendation 1: The partnership to The partnership
Child G | findings | 3.4 | The nursery manager rang
Child G | good_practice | 4.1 | She rang again.
Child G | recommendations | Recommendation 1 | Recommendation 1: The partnership to The partnership
Child G | recommendations | Recommendation 2 | Recommendation 2: Health providers to Health providers""",
    ),
    "an action plan with columns for lead, date, measure, progress and rating": (
        """# Action Plan: Child H Learning Review

Fernshire Safeguarding Children Partnership

| No | Recommendation | Action | Lead | By when | Success measure | Progress | RAG |
|---|---|---|---|---|---|---|---|
| 1 | Train all staff. | Book courses. | Training officer | May 2031 | Nine in ten trained | Two held | Amber |
| 2 | Review the guide. | Hold a workshop. | Head of early help | July 2031 | New guide | Not begun | Red |
""",
        """\
Action Plan: Child H Learning Review | Fernshire Safeguarding Children Partnership | None | children
Child H | recommendations | R1 | Train all staff. to Training officer
Child H | actions | A1 | Book courses. to Training officer
Child H | actions | - | Training officer on A1
Child H | actions | - | May 2031 on A1
Child H | actions | - | Nine in ten trained on A1
Child H | progress | - | Two held on A1
Child H | progress | - | Amber on A1
Child H | recommendations | R2 | Review the guide. to Head of early help
Child H | actions | A2 | Hold a workshop. to Head of early help
Child H | actions | - | Head of early help on A2
Child H | actions | - | July 2031 on A2
Child H | actions | - | New guide on A2
Child H | progress | - | Not begun on A2
Child H | progress | - | Red on A2""",
    ),
    "an action plan whose first column states the recommendation": (
        """# Multi-agency action plan

Marshwick Safeguarding Children Board

| Recommendation | Lead agency | Timescale | RAG |
|---|---|---|---|
| Write a guide for fathers | Health visiting | June 2031 | Green |
| Ask every father to the birth plan | Midwifery | July 2031 | Amber |
""",
        """\
Multi-agency action plan | Marshwick Safeguarding Children Board | None | children
- | recommendations | unnumbered, 1st | Write a guide for to Health visiting
- | recommendations | - | Health visiting
- | recommendations | - | June 2031
- | progress | - | Green
- | recommendations | unnumbered, 2nd | Ask every father to to Midwifery
- | recommendations | - | Midwifery
- | recommendations | - | July 2031
- | progress | - | Amber""",
    ),
    "systems findings with questions and considerations for the board": (
        """Serious Case Review: Child K

Using the Learning Together model

Marshwick Safeguarding Children Board

1. Introduction

A review was held.

2. The findings

Finding 1: There is a pattern of assessing the parent who comes to the door.

How did this show in the case?

Father was asleep upstairs.

Questions for the Board

Does the Board know how often fathers are seen?

Finding 2: Minutes of meetings are used as the plan.

How did this show in the case?

There was no plan.

Considerations for the Board

How will the Board know that plans are short?
""",
        """\
Serious Case Review: Child K – Using the Learning Together model | Marshwick Safeguarding Children Board | None | children
Child K | introduction | - | A review was held.
Child K | findings | Finding 1 | Finding 1: There is
Child K | findings | Finding 1 | Father was asleep upstairs.
Child K | questions | unnumbered, 1st | Does the Board know on Finding 1
Child K | findings | Finding 2 | Finding 2: Minutes of
Child K | findings | Finding 2 | There was no plan.
Child K | recommendations | unnumbered, 1st | How will the Board""",
    ),
    "a domestic homicide review with recommendations by level and by agency": (
        """Domestic Homicide Review

Overview Report

Into the death of Marion in April 2028

Report author: an independent chair

Fernshire Community Safety Partnership

Completed June 2030

1. Preface

1.1 Marion is mourned. Marion's sister wrote this. Marion was a cook.

2. Confidentiality

2.1 These pseudonyms are used.

Pseudonym\tRelationship\tAge
Marion\tVictim\t61
Derek\tPerpetrator\t63

3. Background information (the facts)

3.1 They were married.

4. Conclusions

4.1 She was alone.

5. Lessons to be learned

5.1 Older victims are seen as carers.

6. Recommendations

Local recommendations

1. GP practices to ask patients on their own.

National recommendation

1. The Home Office should collect data by age.

Single agency recommendations

Police

1. Train call takers.

2. Review risk forms.

Housing

1. Train repairs staff.
""",
        """\
Domestic Homicide Review – Overview Report – Into the death of Marion in April 2028 | Fernshire Community Safety Partnership | June 2030 | adults
Marion | introduction | 1.1 | Marion is mourned. Marion's
Marion | review_process | 2.1 | These pseudonyms are used.
Marion | review_process | - | Victim
Marion | review_process | - | 61
Marion | review_process | - | Perpetrator
Marion | review_process | - | 63
Marion | background | 3.1 | They were married.
Marion | conclusion | 4.1 | She was alone.
Marion | learning | 5.1 | Older victims are seen
Marion | recommendations | R1 | GP practices to ask to GP practices
Marion | recommendations | R1 | The Home Office should to Home Office
Marion | recommendations | R1 | Train call takers. to Police
Marion | recommendations | R2 | Review risk forms. to Police
Marion | recommendations | R1 | Train repairs staff. to Housing""",
    ),
    "a newsletter with stories and learning from both": (
        """# Learning from local reviews

Fernshire Safeguarding Children Partnership newsletter, Autumn 2031

## Welcome

This issue is about two children.

## Child A's story

Child A was nine.

### What did we learn?

- Ask about the night.

## Child B's story

Child B was four.

### What did we learn?

- See the kitchen.

## Learning from both reviews

- Write down what you saw.

## Contact us

Write to the business unit.
""",
        """\
Learning from local reviews | Fernshire Safeguarding Children Partnership | Autumn 2031 | children
- | introduction | - | This issue is about
Child A | background | - | Child A was nine.
Child A | learning | unnumbered, 1st | Ask about the night.
Child B | background | - | Child B was four.
Child B | learning | unnumbered, 1st | See the kitchen.
- | learning | unnumbered, 1st | Write down what you
- | resources | - | Write to the business""",
    ),
    "a progress report recommendation by recommendation": (
        """# Progress report: responding to the Child M review

Fernshire Safeguarding Children Partnership, v2 May 2030

## Recommendation 1

The partnership should agree a protocol.

### What we have done

A protocol was agreed.

### Impact

Referrals rose.

### RAG

Green

## Recommendation 2

Health should train all staff.

### What we have done

Training is booked.

### Next steps

Book more courses.

## Conclusion

Good progress was made.
""",
        """\
Progress report: responding to the Child M review | Fernshire Safeguarding Children Partnership | May 2030 | children
Child M | recommendations | Recommendation 1 | The partnership should agree to The partnership
Child M | progress | - | A protocol was agreed. on Recommendation 1
Child M | impact_evidence | - | Referrals rose. on Recommendation 1
Child M | progress | - | Green on Recommendation 1
Child M | recommendations | Recommendation 2 | Health should train all to Health
Child M | progress | - | Training is booked. on Recommendation 2
Child M | actions | unnumbered, 1st | Book more courses. on Recommendation 2
Child M | conclusion | - | Good progress was made.""",
    ),
    "two numbered lists under one heading": (
        """Learning Review

Child N

Recommendations

1. Police to trace the car.
2. School to write to mother.

1. The partnership should agree a guide.

Conclusion

It was sad.
""",
        """\
Learning Review – Child N | None | None | children
Child N | recommendations | R1 | Police to trace the to Police
Child N | recommendations | R2 | School to write to to School
Child N | recommendations | list 2, R1 | The partnership should agree to The partnership
Child N | conclusion | - | It was sad.""",
    ),
    "recommendations grouped by a line that names whom they are for": (
        """Learning Review

Child N

Recommendations

For the partnership:

1. Agree a guide.

For health:

1. Train all staff.
2. Share records.
""",
        """\
Learning Review – Child N | None | None | children
Child N | recommendations | R1 | Agree a guide. to partnership
Child N | recommendations | R1 | Train all staff. to health
Child N | recommendations | R2 | Share records. to health""",
    ),
    "sections continued behind others": (
        """Case Mapping Exercise

Child Ox

The Findings

* Alpha was late.

Good Practice

* Gamma stayed.

The Findings cont'd

* Delta was closed.

Recommendations

1. Do epsilon.

Good Practice (continued)

* Zeta rang.

Recommendations continued

2. Do eta.
""",
        """\
Case Mapping Exercise – Child Ox | None | None | children
Child Ox | findings | unnumbered, 1st | Alpha was late.
Child Ox | good_practice | unnumbered, 1st | Gamma stayed.
Child Ox | findings | unnumbered, 2nd | Delta was closed.
Child Ox | recommendations | R1 | Do epsilon.
Child Ox | good_practice | unnumbered, 2nd | Zeta rang.
Child Ox | recommendations | R2 | Do eta.""",
    ),
    "an executive summary in capitals": (
        """EXECUTIVE SUMMARY

SERIOUS CASE REVIEW IN RESPECT OF CHILD Z2

MARSHWICK SAFEGUARDING CHILDREN BOARD

December 2009

1. INTRODUCTION

1.1 This summary is about Child Z2.

2. KEY ISSUES ARISING FROM THE CASE

2.1 Thresholds were not shared.

3. PRIORITIES FOR LEARNING AND CHANGE

3.1 Supervise every month.

4. RECOMMENDATIONS

Overview report recommendations

4.1 The Board should set a standard.

Individual agency recommendations

Marshwick Primary Care Trust

4.2 Employ two nurses.
""",
        """\
EXECUTIVE SUMMARY – SERIOUS CASE REVIEW IN RESPECT OF CHILD Z2 | MARSHWICK SAFEGUARDING CHILDREN BOARD | December 2009 | children
Child Z2 | introduction | 1.1 | This summary is about
Child Z2 | findings | 2.1 | Thresholds were not shared.
Child Z2 | learning | 3.1 | Supervise every month.
Child Z2 | recommendations | 4.1 | The Board should set to Board
Child Z2 | recommendations | 4.2 | Employ two nurses. to Marshwick Primary Care Trust""",
    ),
    "a child practice review as Wales has them": (
        """Extended Child Practice Review

Re: Child W3

Dyffryn Hafren Safeguarding Children Board

Brief outline of circumstances resulting in the Review

Child W3 was hurt in a car.

Practice and organisational learning

1. Escalation. The school wrote twice.

Improving Systems and Practice

The review identified the following actions for the Board and its member agencies:

1. The Board to seek assurance.

2. The Local Health Board to join its records.

Statement by Reviewer(s)

The reviewer is independent.
""",
        """\
Extended Child Practice Review – Re: Child W3 | Dyffryn Hafren Safeguarding Children Board | None | children
Child W3 | background | - | Child W3 was hurt
Child W3 | learning | L1 | Escalation. The school wrote
Child W3 | actions | - | The review identified the
Child W3 | actions | A1 | The Board to seek to Board
Child W3 | actions | A2 | The Local Health Board to Local Health Board
Child W3 | review_process | - | The reviewer is independent.""",
    ),
    "a 7 minute briefing with recommendations by agency": (
        """# 7-Minute Briefing: Learning from the review of Child Q7

**Marshwick Safeguarding Children Partnership | July 2031**

## 1. What happened

Child Q7 was eleven.

## 2. Why does it matter?

Harm online is hard to see.

## 3. Key findings

### Finding 1: Phones were not talked about

Nobody asked about the phone.

### Finding 2: The school was not told

The police did not tell the school.

## 4. Learning for practice

- Ask about the phone.
- Tell the school.

### Training

Staff had no course.

## 5. Recommendations

### For the police

- Use the alert every time.

### For schools

- Name a lead for online harm.
- Keep a record.

## 6. Discussion points

- What would you ask?

## 7. Resources

- Online harm toolkit
""",
        """\
7-Minute Briefing: Learning from the review of Child Q7 | Marshwick Safeguarding Children Partnership | July 2031 | children
Child Q7 | incident | - | Child Q7 was eleven.
Child Q7 | findings | unnumbered, 1st | Harm online is hard
Child Q7 | findings | Finding 1 | Finding 1: Phones were
Child Q7 | findings | Finding 1 | Nobody asked about the
Child Q7 | findings | Finding 2 | Finding 2: The school
Child Q7 | findings | Finding 2 | The police did not
Child Q7 | learning | unnumbered, 1st | Ask about the phone.
Child Q7 | learning | unnumbered, 2nd | Tell the school.
Child Q7 | learning | unnumbered, 3rd | Staff had no course.
Child Q7 | recommendations | unnumbered, 1st | Use the alert every to police
Child Q7 | recommendations | unnumbered, 2nd | Name a lead for to schools
Child Q7 | recommendations | unnumbered, 3rd | Keep a record. to schools
Child Q7 | questions | unnumbered, 1st | What would you ask?
Child Q7 | resources | - | Online harm toolkit""",
    ),
    "headings without a blank line below": (
        """LEARNING BRIEFING

Child Safeguarding Practice Review: Jacob

What was the case about?
Jacob was two. Jacob's parents were young. Jacob had lived in three houses.

What was found?
- The moves were not counted.
- Housing was not asked.

What was done well?
- The nursery kept his place.

Messages for practice
- Count the moves.
- Ring housing.

What is changing?
- A form is being written.

How do I find out more?
Ask the business manager.
""",
        """\
LEARNING BRIEFING – Child Safeguarding Practice Review: Jacob | None | None | children
Jacob | background | - | Jacob was two. Jacob's
Jacob | findings | unnumbered, 1st | The moves were not
Jacob | findings | unnumbered, 2nd | Housing was not asked.
Jacob | good_practice | unnumbered, 1st | The nursery kept his
Jacob | learning | unnumbered, 1st | Count the moves.
Jacob | learning | unnumbered, 2nd | Ring housing.
Jacob | progress | - | A form is being
Jacob | resources | - | Ask the business manager.""",
    ),
    "an overview report by terms of reference": (
        """SERIOUS CASE REVIEW

OVERVIEW REPORT

Family V

Fictional report for Marshwick Safeguarding Children Board

CONTENTS

1 Introduction 3
2 The family 5
3 Narrative chronology 7
4 Analysis 20
5 Learning points 30
6 Recommendations 33
Glossary 36

1 Introduction

1.1 Family V had four children.

2 The family

2.1 Mother grew up in care.

3 Narrative chronology

3.1 In 2010 the eldest was born.

4 Analysis

Term of reference 1: Was neglect recognised?

4.1 It was written down often.

4.2 It was not added up.

Term of reference 2: Were the children heard?

4.3 Two of them were.

Learning Point 1: Add up neglect over time.

4.4 The eldest told a dinner lady.

Learning Point 2: Children choose whom they tell.

5 Learning points

Learning Point 1: Add up neglect over time.

Learning Point 2: Children choose whom they tell.

6 Recommendations

Recommendation 1: The Board

The Board should agree a tool for neglect.

Recommendation 2: Schools

Schools should ask who a child talks to.

Glossary

GCP Graded Care Profile
""",
        """\
SERIOUS CASE REVIEW – OVERVIEW REPORT – Family V | Marshwick Safeguarding Children Board | None | children
Family V | introduction | 1.1 | Family V had four
Family V | background | 2.1 | Mother grew up in
Family V | safeguarding_concerns | 3.1 | In 2010 the eldest
Family V | findings | 4.1 | It was written down
Family V | findings | 4.2 | It was not added
Family V | findings | 4.3 | Two of them were.
Family V | learning | Learning Point 1 | Learning Point 1: Add
Family V | findings | 4.4 | The eldest told a
Family V | learning | Learning Point 2 | Learning Point 2: Children
Family V | learning | Learning Point 1 | Learning Point 1: Add
Family V | learning | Learning Point 2 | Learning Point 2: Children
Family V | recommendations | Recommendation 1 | Recommendation 1: The Board
Family V | recommendations | Recommendation 1 | The Board should agree to Board
Family V | recommendations | Recommendation 2 | Recommendation 2: Schools
Family V | recommendations | Recommendation 2 | Schools should ask who to Schools
Family V | glossary | - | GCP Graded Care Profile""",
    ),
    "systems findings with headings that come again": (
        """# Serious Case Review using Learning Together: Child N2

## Findings

### Finding 1: Workers are led by the parent who talks most, so that the quiet parent is left out

#### How did the issue feature in this case?

Father was quiet.

#### What is the risk to the system?

The quiet parent is not seen.

#### Issues for the Board to consider

- Do forms have room for both parents?
- How would the Board know?

### Finding 2: Thresholds for disabled children are read as thresholds for equipment

#### How did the issue feature in this case?

The chair came and the plan did not.

#### Issues for the Board to consider

- Who owns the threshold?

## Conclusion

Much is shared.
""",
        """\
Serious Case Review using Learning Together: Child N2 | None | None | children
Child N2 | findings | Finding 1 | Finding 1: Workers are
Child N2 | findings | Finding 1 | Father was quiet.
Child N2 | findings | Finding 1 | The quiet parent is
Child N2 | recommendations | unnumbered, 1st | Do forms have room on Finding 1
Child N2 | recommendations | unnumbered, 2nd | How would the Board on Finding 1
Child N2 | findings | Finding 2 | Finding 2: Thresholds for
Child N2 | findings | Finding 2 | The chair came and
Child N2 | recommendations | unnumbered, 1st | Who owns the threshold? on Finding 2
Child N2 | conclusion | - | Much is shared.""",
    ),
    "a newsletter without marks, and themes across its cases": (
        """Learning Lessons Newsletter

Fernshire Safeguarding Children Partnership

Winter 2030

Welcome to this edition

This edition has three cases.

Baby D

Baby D was born in a car park.

Learning

- Book early.

Sibling group E

Three sisters missed school.

Learning

- Ask each of them.
- Ask on a Friday.

Child H, aged 14

H was found in a flat.

Learning

- Think of exploitation.

Themes across the cases

- All lived in temporary housing.

What do you need to do?

- Ask where they sleep.

Training dates

Neglect course, 4 March.
""",
        """\
Learning Lessons Newsletter | Fernshire Safeguarding Children Partnership | Winter 2030 | children
- | introduction | - | This edition has three
Baby D | background | - | Baby D was born
Baby D | learning | unnumbered, 1st | Book early.
Sibling group E | background | - | Three sisters missed school.
Sibling group E | learning | unnumbered, 1st | Ask each of them.
Sibling group E | learning | unnumbered, 2nd | Ask on a Friday.
Child H | background | - | H was found in
Child H | learning | unnumbered, 1st | Think of exploitation.
- | findings | unnumbered, 1st | All lived in temporary
- | actions | unnumbered, 1st | Ask where they sleep.
- | unclassified | - | Neglect course, 4 March.""",
    ),
    "a library list with bold beginnings": (
        """# Case review summaries

## 2030 – Marshwick – Baby K

Injury of a baby.

**Learning:** record who was seen; ask about alcohol.

**Recommendations:** audit of visits; training for GPs.

**Keywords:** infants, alcohol

## 2031 – Fernshire – Family L

Neglect of five children.

**Learning includes:**

- hear each child
- read the file

**Recommendations include:**

- use the tool
""",
        """\
Case review summaries | None | None | children
Baby K | background | - | Injury of a baby.
Baby K | learning | unnumbered, 1st | record who was seen;
Baby K | learning | unnumbered, 2nd | ask about alcohol.
Baby K | recommendations | unnumbered, 1st | audit of visits;
Baby K | recommendations | unnumbered, 2nd | training for GPs.
Family L | background | - | Neglect of five children.
Family L | learning | unnumbered, 1st | hear each child
Family L | learning | unnumbered, 2nd | read the file
Family L | recommendations | unnumbered, 1st | use the tool""",
    ),
    "an action plan with a table for each recommendation": (
        """# Composite Action Plan – Child T2

| Ref | Recommendation |
|---|---|
| R1 | Improve supervision |

## Recommendation 1: Improve supervision

| Action required | Action owner | Target date | Expected outcome | Evidence of completion | Status (RAG) |
|---|---|---|---|---|---|
| Write a standard for supervision. | Principal social worker | 1 May 2031 | Staff know what to expect | Standard on the intranet | Green |
| Audit twenty files. | Quality team | 1 June 2031 | Gaps are known | Report to the board | Amber |

## Recommendation 2: Improve recording

| Action required | Action owner | Target date | Expected outcome | Evidence of completion | Status (RAG) |
|---|---|---|---|---|---|
| Change the form. | IT lead | 1 July 2031 | One form | None yet | Red |
""",
        """\
Composite Action Plan – Child T2 | None | None | children
Child T2 | recommendations | R1 | Improve supervision
Child T2 | recommendations | Recommendation 1 | Recommendation 1: Improve supervision
Child T2 | actions | unnumbered, 1st | Write a standard for on Recommendation 1 to Principal social worker
Child T2 | actions | - | Principal social worker on Recommendation 1
Child T2 | actions | - | 1 May 2031 on Recommendation 1
Child T2 | actions | - | Staff know what to on Recommendation 1
Child T2 | progress | - | Standard on the intranet on Recommendation 1
Child T2 | progress | - | Green on Recommendation 1
Child T2 | actions | unnumbered, 2nd | Audit twenty files. on Recommendation 1 to Quality team
Child T2 | actions | - | Quality team on Recommendation 1
Child T2 | actions | - | 1 June 2031 on Recommendation 1
Child T2 | actions | - | Gaps are known on Recommendation 1
Child T2 | progress | - | Report to the board on Recommendation 1
Child T2 | progress | - | Amber on Recommendation 1
Child T2 | recommendations | Recommendation 2 | Recommendation 2: Improve recording
Child T2 | actions | unnumbered, 1st | Change the form. on Recommendation 2 to IT lead
Child T2 | actions | - | IT lead on Recommendation 2
Child T2 | actions | - | 1 July 2031 on Recommendation 2
Child T2 | actions | - | One form on Recommendation 2
Child T2 | progress | - | None yet on Recommendation 2
Child T2 | progress | - | Red on Recommendation 2""",
    ),
    "an action plan of one agency in tabbed rows": (
        """Single Agency Action Plan

Child U4

Marshwick Police

Recommendation 1: Train call takers in neglect

Action\tLead\tTimescale\tProgress
Book the course.\tTraining sergeant\tMay 2031\tBooked
Check who came.\tTraining sergeant\tJune 2031\tNot due

Recommendation 2: Review the form

Action\tLead\tTimescale\tProgress
Meet the users.\tInspector\tMay 2031\tDone
""",
        """\
Single Agency Action Plan – Child U4 | None | None | children
Child U4 | recommendations | Recommendation 1 | Recommendation 1: Train call
Child U4 | actions | unnumbered, 1st | Book the course. on Recommendation 1 to Training sergeant
Child U4 | actions | - | Training sergeant on Recommendation 1
Child U4 | actions | - | May 2031 on Recommendation 1
Child U4 | progress | - | Booked on Recommendation 1
Child U4 | actions | unnumbered, 2nd | Check who came. on Recommendation 1 to Training sergeant
Child U4 | actions | - | Training sergeant on Recommendation 1
Child U4 | actions | - | June 2031 on Recommendation 1
Child U4 | progress | - | Not due on Recommendation 1
Child U4 | recommendations | Recommendation 2 | Recommendation 2: Review the
Child U4 | actions | unnumbered, 1st | Meet the users. on Recommendation 2 to Inspector
Child U4 | actions | - | Inspector on Recommendation 2
Child U4 | actions | - | May 2031 on Recommendation 2
Child U4 | progress | - | Done on Recommendation 2""",
    ),
    "an adults' review with a table of recommendations": (
        """# Learning from a Safeguarding Adult Review: Ms P

Saltmarsh Safeguarding Adults Board

## Who was Ms P?

Ms P was fifty. Ms P had a dog.

## What are the key themes?

### Theme 1 – Mental capacity

Capacity was assumed.

### Theme 2 – Making Safeguarding Personal

No one asked what she wanted.

## What does this mean for your practice?

- Ask what matters.

## System findings

**Finding 1**

Panels had stopped.

**Finding 2**

Records were split.

## Recommendations

| Number | Recommendation | Agency |
|--------|----------------|--------|
| 1 | Start the panel again. | SAB |
| 2 | Join the records. | ICB and council |
""",
        """\
Learning from a Safeguarding Adult Review: Ms P | Saltmarsh Safeguarding Adults Board | None | adults
Ms P | background | - | Ms P was fifty.
Ms P | findings | Theme 1 | Theme 1 – Mental
Ms P | findings | Theme 1 | Capacity was assumed.
Ms P | findings | Theme 2 | Theme 2 – Making
Ms P | findings | Theme 2 | No one asked what
Ms P | learning | unnumbered, 1st | Ask what matters.
Ms P | findings | Finding 1 | Panels had stopped.
Ms P | findings | Finding 2 | Records were split.
Ms P | recommendations | R1 | Start the panel again. to SAB
Ms P | recommendations | - | SAB on R1
Ms P | recommendations | R2 | Join the records. to ICB and council
Ms P | recommendations | - | ICB and council on R2""",
    ),
    "an executive summary of a homicide review": (
        """Domestic Homicide Review Executive Summary

Victim: Susan (pseudonym)

Died November 2029

Commissioned by Saltmarsh Community Safety Partnership

Chair and author: independent

The review process

The review took a year.

Agencies contributing to the review

Police, GP, council.

Key issues arising from the review

Stalking was seen as nuisance.

Susan's sister was not believed. Susan was afraid. Susan had moved.

Lessons to be learned

Lesson 1: Stalking is a pattern.

Lesson 2: Families know.

Conclusions

Susan was not safe.

Recommendations from the review

National

1. The Home Office to publish guidance.

Local

2. Saltmarsh Police to train all staff.

3. The council to fund an advocate.
""",
        """\
Domestic Homicide Review Executive Summary – Victim: Susan (pseudonym) – Died November 2029 | Saltmarsh Community Safety Partnership | None | adults
Susan | review_process | - | The review took a
Susan | review_process | - | Police, GP, council.
Susan | findings | unnumbered, 1st | Stalking was seen as
Susan | findings | unnumbered, 2nd | Susan's sister was not
Susan | learning | Lesson 1 | Lesson 1: Stalking is
Susan | learning | Lesson 2 | Lesson 2: Families know.
Susan | conclusion | - | Susan was not safe.
Susan | recommendations | R1 | The Home Office to to Home Office
Susan | recommendations | R2 | Saltmarsh Police to train to Saltmarsh Police
Susan | recommendations | R3 | The council to fund to The council""",
    ),
    "a concise child practice review": (
        """# Concise Child Practice Review

## Re: CPR 2/2030

Gwent Ffug Safeguarding Board

### Brief outline of circumstances resulting in the Review

A boy of five was hurt.

### Practice and organisational learning

**1. Seeing the child**

He was seen once.

**2. Sharing information**

The letter was not sent.

### Improving systems and practice

**Action 1:** The Board will publish a guide.

**Action 2:** Health will audit letters.
""",
        """\
Concise Child Practice Review – Re: CPR 2/2030 | Gwent Ffug Safeguarding Board | None | children
- | background | - | A boy of five
- | learning | L1 | He was seen once.
- | learning | L2 | The letter was not
- | actions | Action 1 | Action 1: The Board to Board
- | actions | Action 2 | Action 2: Health will to Health""",
    ),
    "numbered paragraphs with learning between them": (
        """# Local Child Safeguarding Practice Review – Child Y2

## 5. Analysis

### 5.1 Information sharing

5.1.1 Four agencies held a part.

5.1.2 None held the whole.

**Key learning:** Put the parts together at the first meeting.

5.1.3 The meeting was cancelled.

### 5.2 Family history

5.2.1 Mother's childhood was known.

**Learning point 2**

Ask about the childhood of a parent and use the answer.

5.2.2 It was not used.

## 6. Good practice

6.1 The GP rang.

## 7. Learning and recommendations

7.1 The partnership should review its meeting rule.

7.2 Health should share history.
""",
        """\
Local Child Safeguarding Practice Review – Child Y2 | None | None | children
Child Y2 | findings | 5.1.1 | Four agencies held a
Child Y2 | findings | 5.1.2 | None held the whole.
Child Y2 | learning | unnumbered, 1st | Put the parts together
Child Y2 | findings | 5.1.3 | The meeting was cancelled.
Child Y2 | findings | 5.2.1 | Mother's childhood was known.
Child Y2 | learning | Learning point 2 | Ask about the childhood
Child Y2 | findings | 5.2.2 | It was not used.
Child Y2 | good_practice | 6.1 | The GP rang.
Child Y2 | recommendations | 7.1 | The partnership should review to The partnership
Child Y2 | recommendations | 7.2 | Health should share history. to Health""",
    ),
    "a rapid review on a form": (
        """# Rapid Review

## Child W9 – Brackmoor Safeguarding Children Partnership

| Section | Detail |
|---|---|
| Background | W9 was a baby of six weeks. |
| Immediate safeguarding action | The sibling was moved. |
| Good practice | The midwife rang twice. |
| Learning identified | Ask about safe sleep at each visit. |
| Decision | A practice review is not needed. |
""",
        """\
Rapid Review | Brackmoor Safeguarding Children Partnership | None | children
Child W9 | background | - | W9 was a baby
Child W9 | actions | unnumbered, 1st | The sibling was moved.
Child W9 | good_practice | unnumbered, 1st | The midwife rang twice.
Child W9 | learning | unnumbered, 1st | Ask about safe sleep
Child W9 | review_process | - | A practice review is""",
    ),
    "questions as headings": (
        """Case Review: Child Ab

Key Issues

1. Delay in strategy meetings.
2. No chronology.

What needs to change?

1. Hold the meeting within a day.
2. Keep a chronology.

What has been done?

- A duty rota was set up.

What difference has it made?

- Nine in ten meetings are on time.
""",
        """\
Case Review: Child Ab | None | None | children
Child Ab | findings | F1 | Delay in strategy meetings.
Child Ab | findings | F2 | No chronology.
Child Ab | actions | A1 | Hold the meeting within
Child Ab | actions | A2 | Keep a chronology.
Child Ab | progress | - | A duty rota was
Child Ab | impact_evidence | - | Nine in ten meetings""",
    ),
    "lettered recommendations": (
        """Practice Review: Child Ad

What we found

"Nobody asked me," said mother.

The father said: "I was upstairs."

Recommendations

We recommend that:

a) the Board agrees a guide;
b) all agencies use it; and
c) health trains its staff.
""",
        """\
Practice Review: Child Ad | None | None | children
Child Ad | findings | unnumbered, 1st | "Nobody asked me," said
Child Ad | findings | unnumbered, 2nd | The father said: "I
Child Ad | recommendations | - | We recommend that:
Child Ad | recommendations | Ra | the Board agrees a
Child Ad | recommendations | Rb | all agencies use it;
Child Ad | recommendations | Rc | health trains its staff.""",
    ),
    "a thematic review that names cases in its text": (
        """Thematic Review of Four Serious Case Reviews

Marshwick Safeguarding Children Board

Introduction

Four reviews were read: Child A, Child B, Child C and Family D.

Theme 1: Fathers

- Not asked.
- Not named.

What does good practice look like?

Ask every father.

Theme 2: Housing

- Not told.

What does good practice look like?

Ring housing.

Conclusion

Do better.

Recommendations

1. Agree a guide.
""",
        """\
Thematic Review of Four Serious Case Reviews | Marshwick Safeguarding Children Board | None | children
- | introduction | - | Four reviews were read:
- | findings | Theme 1 | Theme 1: Fathers
- | findings | Theme 1 | Not asked.
- | findings | Theme 1 | Not named.
- | learning | unnumbered, 1st | Ask every father. on Theme 1
- | findings | Theme 2 | Theme 2: Housing
- | findings | Theme 2 | Not told.
- | learning | unnumbered, 1st | Ring housing. on Theme 2
- | conclusion | - | Do better.
- | recommendations | R1 | Agree a guide.""",
    ),
    "a progress report with beginnings of lines as headings": (
        """Progress Report on Recommendations

Child Ae Serious Case Review

Recommendation 1 - That the Board reviews its neglect strategy

Action taken: The strategy was rewritten in May.

Impact: More families get help early.

Status: Complete

Recommendation 2 - That health visitors see each baby at home

Action taken: Visits were restarted.

Impact: Not yet known.

Status: In progress
""",
        """\
Progress Report on Recommendations – Child Ae Serious Case Review | None | None | children
Child Ae | recommendations | Recommendation 1 | Recommendation 1 - That
Child Ae | progress | - | The strategy was rewritten on Recommendation 1
Child Ae | impact_evidence | - | More families get help on Recommendation 1
Child Ae | progress | - | Complete on Recommendation 1
Child Ae | recommendations | Recommendation 2 | Recommendation 2 - That
Child Ae | progress | - | Visits were restarted. on Recommendation 2
Child Ae | impact_evidence | - | Not yet known. on Recommendation 2
Child Ae | progress | - | In progress on Recommendation 2""",
    ),
    "cases by letter, each with a summary": (
        """# Serious Case Reviews: what we learned in 2030

Brackmoor Safeguarding Children Board

## Case A

### Summary

A boy of three.

### Findings

- Nobody rang.

## Case B

### Summary

A girl of one.

### Findings

- Nobody wrote.

### Good practice

- The nurse stayed late.

## Overall learning

- Ring and write.

## Questions

- Who rings?
""",
        """\
Serious Case Reviews: what we learned in 2030 | Brackmoor Safeguarding Children Board | None | children
Case A | background | - | A boy of three.
Case A | findings | unnumbered, 1st | Nobody rang.
Case B | background | - | A girl of one.
Case B | findings | unnumbered, 1st | Nobody wrote.
Case B | good_practice | unnumbered, 1st | The nurse stayed late.
- | learning | unnumbered, 1st | Ring and write.
- | questions | unnumbered, 1st | Who rings?""",
    ),
    "lists within lists": (
        """Learning Review: Child Af

Recommendations

1. All agencies should:
   a) train staff;
   b) audit files.
2. Police should share logs.

Actions

- School to write to mother
  - by post
  - by e-mail
- Nurse to visit
""",
        """\
Learning Review: Child Af | None | None | children
Child Af | recommendations | R1 | All agencies should: to All agencies
Child Af | recommendations | R1 | train staff;
Child Af | recommendations | R1 | audit files.
Child Af | recommendations | R2 | Police should share logs. to Police
Child Af | actions | unnumbered, 1st | School to write to to School
Child Af | actions | unnumbered, 1st | by post
Child Af | actions | unnumbered, 1st | by e-mail
Child Af | actions | unnumbered, 2nd | Nurse to visit to Nurse""",
    ),
    "a first name in quotation marks": (
        """Child Safeguarding Practice Review

'Billy'

Published 12 May 2031 by Fernshire Safeguarding Children Partnership

Billy was six. Billy's mum worked nights. Billy had asthma.

Summary of learning

Ask about nights.

Agency learning

Police

Check who is at home.

Health

Write to both parents.

Recommendations for the Partnership

1. Agree a guide to night work.
""",
        """\
Child Safeguarding Practice Review – 'Billy' | Fernshire Safeguarding Children Partnership | 12 May 2031 | children
Billy | introduction | - | Billy was six. Billy's
Billy | learning | unnumbered, 1st | Ask about nights.
Billy | learning | unnumbered, 1st | Check who is at
Billy | learning | unnumbered, 2nd | Write to both parents.
Billy | recommendations | R1 | Agree a guide to to Partnership""",
    ),
}


@pytest.mark.parametrize("name", VARIANTS)
def test_a_document_is_read_as_a_reader_reads_it(name: str) -> None:
    text, expected = VARIANTS[name]

    assert shape(text) == expected


def test_a_footnote_is_no_item_and_does_not_end_the_list_that_it_stands_in() -> None:
    parts = [
        (BlockKind.PARAGRAPH, None, "Learning Review: Child Ag2"),
        (BlockKind.HEADING, None, "Recommendations"),
        (BlockKind.ITEM, "1.", "Count the visits."),
        (BlockKind.NOTE, "1", "Visits were counted by hand in 2020."),
        (BlockKind.ITEM, "2.", "Write to both parents."),
    ]
    text, blocks = "", []
    for kind, marker, words in parts:
        text += f"{marker} " if marker else ""
        blocks.append(Block(kind, len(text), len(text) + len(words), int(kind is BlockKind.HEADING), marker))
        text += f"{words}\n\n"

    _, passages = read_document("d", "file.pdf", Loaded(text.rstrip(), tuple(blocks), "application/pdf"))

    assert [(p.item, p.text) for p in passages] == [
        ("R1", "Count the visits."),
        (None, "Visits were counted by hand in 2020."),
        ("R2", "Write to both parents."),
    ]


def test_boxes_with_their_headings_in_rows_between_are_sections() -> None:
    text = (
        "# 7 Minute Briefing: Child Ah\n\n| 1. What happened | 2. What we learned: home |\n|---|---|\n| Child Ah was burnt. | Nobody asked. |\n"
        "| **3. What worked well** | **4. What you need to do** |\n| The nurse rang. | Ask. |\n"
    )

    assert [(p.section.value, p.heading, p.item, p.text) for p in read(text)[1]] == [
        ("incident", "1. What happened", None, "Child Ah was burnt."),
        ("learning", "2. What we learned: home", "unnumbered, 1st", "Nobody asked."),
        ("good_practice", "3. What worked well", "unnumbered, 1st", "The nurse rang."),
        ("actions", "4. What you need to do", "unnumbered, 1st", "Ask."),
    ]


@pytest.mark.parametrize(
    ("title", "sentence", "population"),
    [
        ("Learning Review: Child U", "A Domestic Homicide Review was held about her mother.", "children"),
        ("Practice Review: Mr T", "He loved trains.", "adults"),
        ("Learning from Margaret", "It was commissioned under section 44 of the Care Act 2014.", "adults"),
        ("Learning from DHRs: a briefing", "Five were read.", "adults"),
        ("7 minute briefing: Family W", "Section 44 of the Care Act 2014 was used for the grandmother.", "children"),
    ],
)
def test_the_population_is_told_by_title_subject_and_law(title: str, sentence: str, population: str) -> None:
    assert read(f"{title}\n\nBackground\n\n{sentence}\n")[0].population == population


def test_lines_above_the_title_and_labels_and_chapters_by_their_numbers_are_read() -> None:
    text = """This briefing is for staff and may be shared with partners.

# Local Child Safeguarding Practice Review – Wren

## 1. What the review told us

#### Finding 1: Appointments were counted and nobody added them up.

Wren was nine. Wren was expected to look after her own illness.

##### 2. What people did well

- The nurse visited at home and wrote down what Wren said.

##### 3. Learning points

LP1 Ask who was to bring the child.

LP2 See the child alone and write down the words.
"""
    loaded = load_markdown(text.encode())
    assert isinstance(loaded, Loaded)
    document, passages = read_document("d", "file.md", loaded)
    assert (document.title, document.subjects) == ("Local Child Safeguarding Practice Review – Wren", ("Wren",))
    assert [line(passage) for passage in passages] == [
        "Wren | findings | Finding 1 | Finding 1: Appointments were",
        "Wren | findings | Finding 1 | Wren was nine. Wren",
        "Wren | good_practice | unnumbered, 1st | The nurse visited at",
        "Wren | learning | LP1 | LP1 Ask who was",
        "Wren | learning | LP2 | LP2 See the child",
    ]


def test_headings_that_name_their_subject_and_questions_behind_all_cases() -> None:
    text = """Practice newsletter

Child Alder

About Alder

Alder was three.

What worked well

The nursery rang twice.

Adult Birch

Birch's story

Birch was seventy and lived alone.

What we learned

Nobody asked why the door stayed shut.

Questions for your team

Who rings when a door stays shut?
"""
    _, passages = read(text)
    assert [line(passage) for passage in passages] == [
        "Child Alder | background | - | Alder was three.",
        "Child Alder | good_practice | unnumbered, 1st | The nursery rang twice.",
        "Adult Birch | background | - | Birch was seventy and",
        "Adult Birch | learning | unnumbered, 1st | Nobody asked why the",
        "- | questions | unnumbered, 1st | Who rings when a",
    ]


def test_a_report_on_two_reviews_tells_them_apart_by_the_headings_that_name_them() -> None:
    text = """# Assurance report: the reviews of Rowan and Child Z

## 1. Purpose

The board reports on both. Rowan was an adult, and Rowan had lived alone. Rowan died in a fire.

## 2. Safeguarding Adult Review: Rowan

### 2.1 About Rowan

Rowan was seventy.

### 2.2 What we have done

- Visits begin on the day of the call.

## 3. Local Child Safeguarding Practice Review: Child Z

### 3.1 What worked well

The cook kept a dated list.

### 3.2 Why there was a review

Child Z was taken ill at school.

### Where the children are now

Child Z lives with his aunt.

## 4. Where we are not yet assured

Weekend cover is thin.

## 5. Priorities for 2031

1. Recruit a second nurse.

## 6. What the two reviews have in common

- Nobody put the visits side by side.

## 7. For your next team meeting

- Who puts the visits side by side?
"""
    _, passages = read(text)
    assert [line(passage) for passage in passages] == [
        "- | introduction | - | The board reports on",
        "Rowan | background | - | Rowan was seventy.",
        "Rowan | progress | - | Visits begin on the",
        "Child Z | good_practice | unnumbered, 1st | The cook kept a",
        "Child Z | incident | - | Child Z was taken",
        "Child Z | background | - | Child Z lives with",
        "- | impact_evidence | - | Weekend cover is thin.",
        "- | actions | A1 | Recruit a second nurse.",
        "- | findings | unnumbered, 1st | Nobody put the visits",
        "- | questions | unnumbered, 1st | Who puts the visits",
    ]


def test_an_action_with_a_reference_of_its_own_is_called_by_it() -> None:
    text = """# Action plan: Child Z

| No. | Recommendation | Ref | Action | Lead |
|---|---|---|---|---|
| 1 | Adults in the home | 1a | Draft the standard with staff. | Business unit |
| | | 1b | Add a field to the form. | Early help |
| 2 | Bruising | 2 | Send the protocol to each practice. | Named GP |
"""
    _, passages = read(text)
    assert [line(passage) for passage in passages if passage.section.value == "actions" and "." in passage.text] == [
        "Child Z | actions | A1a | Draft the standard with to Business unit",
        "Child Z | actions | A1b | Add a field to to Early help",
        "Child Z | actions | A2 | Send the protocol to to Named GP",
    ]
