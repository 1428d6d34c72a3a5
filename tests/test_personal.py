"""What looks like a person's details is found, a publisher's own contact details are none. All of it is made up."""

from time import process_time

import pytest

from vectorstore.personal import DetailKind, personal_details

FOUND = {
    "DOB 12/03/2011": (DetailKind.DATE_OF_BIRTH, "12/03/2011"),
    "D.O.B: 1.4.09": (DetailKind.DATE_OF_BIRTH, "1.4.09"),
    "Date of birth: 12 March 2011": (DetailKind.DATE_OF_BIRTH, "12 March 2011"),
    "Date of birth is 12-03-2011": (DetailKind.DATE_OF_BIRTH, "12-03-2011"),
    "He was born on 12 March 2011 in the city.": (DetailKind.DATE_OF_BIRTH, "12 March 2011"),
    "born on the 3rd of May 2012": (DetailKind.DATE_OF_BIRTH, "3rd of May 2012"),
    "NHS number 943 476 5919": (DetailKind.NHS_NUMBER, "943 476 5919"),
    "NHS no. 9434765919": (DetailKind.NHS_NUMBER, "9434765919"),
    "943-476-5919": (DetailKind.NHS_NUMBER, "943-476-5919"),
    "NI: QQ": None,
    "National Insurance AB 12 34 56 C": (DetailKind.NI_NUMBER, "AB 12 34 56 C"),
    "ab123456d": (DetailKind.NI_NUMBER, "ab123456d"),
    "mother's mobile 07700 900123": (DetailKind.PHONE, "07700 900123"),
    "Ring her on +44 7700 900 123": (DetailKind.PHONE, "+44 7700 900 123"),
    "home 01632 960123": (DetailKind.PHONE, "01632 960123"),
    "grandmother, 020 7946 0958": (DetailKind.PHONE, "020 7946 0958"),
    "Team notes: mother's number (01632) 960 123": (DetailKind.PHONE, "(01632) 960 123"),
    "write to j.ashgrove81@mail.example": (DetailKind.EMAIL, "j.ashgrove81@mail.example"),
    "lives at 14 Larch Tree Road, Saltmere, ZZ1 4QX": (DetailKind.ADDRESS, "14 Larch Tree Road, Saltmere, ZZ1 4QX"),
    "She moved to 14b Larch Road\nSaltmere\nZZ1 4QX": (DetailKind.ADDRESS, "14b Larch Road\nSaltmere\nZZ1 4QX"),
    "Date of birth\n12/03/2009": (DetailKind.DATE_OF_BIRTH, "12/03/2009"),
    "Date of birth:\n\n12/03/2009": (DetailKind.DATE_OF_BIRTH, "12/03/2009"),
    "Date of birth\n\n12/03/2009": (DetailKind.DATE_OF_BIRTH, "12/03/2009"),
    "Date of birth | 12/03/2009": (DetailKind.DATE_OF_BIRTH, "12/03/2009"),
    "Child A | DOB |\n| 12/03/2009": (DetailKind.DATE_OF_BIRTH, "12/03/2009"),
    "Date of birth\t12/03/2009": (DetailKind.DATE_OF_BIRTH, "12/03/2009"),
    "Date\nof birth (day/month/year): 12/03/2009": (DetailKind.DATE_OF_BIRTH, "12/03/2009"),
    "Date of birth 2009-03-12": (DetailKind.DATE_OF_BIRTH, "2009-03-12"),
    "Born: Tuesday 12 March 2009": (DetailKind.DATE_OF_BIRTH, "12 March 2009"),
    "Born on: 12/03/2009": (DetailKind.DATE_OF_BIRTH, "12/03/2009"),
    "twins, born on: 12/03/2009": (DetailKind.DATE_OF_BIRTH, "12/03/2009"),
    "DOB12/03/2009": (DetailKind.DATE_OF_BIRTH, "12/03/2009"),
    "Born\n12 March 2009": (DetailKind.DATE_OF_BIRTH, "12 March 2009"),
    "D.O.B. – 12 Mar 09": (DetailKind.DATE_OF_BIRTH, "12 Mar 09"),
    "born in Leeds on 12 March 2009": (DetailKind.DATE_OF_BIRTH, "12 March 2009"),
    "born at the Larch Hospital, Saltmere, on\n12 March 2009": (DetailKind.DATE_OF_BIRTH, "12 March 2009"),
    "The date of birth of the younger sibling is given as 12 March 2009": (DetailKind.DATE_OF_BIRTH, "12 March 2009"),
    "NHS number\n9434765919": (DetailKind.NHS_NUMBER, "9434765919"),
    "NHS Number |\n\n9434765919": (DetailKind.NHS_NUMBER, "9434765919"),
    "NHS No: 943 476 5919": (DetailKind.NHS_NUMBER, "943 476 5919"),
    "jane.training@gmail.com": (DetailKind.EMAIL, "jane.training@gmail.com"),
    "info.ashgrove@gmail.com": (DetailKind.EMAIL, "info.ashgrove@gmail.com"),
    "info@hotmail.co.uk": (DetailKind.EMAIL, "info@hotmail.co.uk"),
    "jane.training@marlowe.example": (DetailKind.EMAIL, "jane.training@marlowe.example"),
    "webster@marlowe.example": (DetailKind.EMAIL, "webster@marlowe.example"),
}
NONE = (
    "NSPCC 0808 800 5000",
    "In an emergency ring 999; 101 otherwise, 111 for health.",
    "Childline 0800 1111",
    "MASH 0300 126 7000",
    "Customer line 0345 050 7666",
    "Emergency Duty Team: 01632 960626",
    "LADO 01632 960603",
    "Contact us: 020 7946 0000",
    "Published by Westmarch Safeguarding Board, 01632 960000",
    "info@westmarch-board.example",
    "safeguarding.partnership@saltmere.example",
    "lscp@saltmere.example",
    "training-team@marlowe.example",
    "Saltmere Partnership, Civic Office, 1 Market Street, Saltmere ZZ1 1AA",
    "The review was published on 12 March 2011.",
    "The baby was born in March 2011.",
    "A sibling was born in 2009.",
    "Born prematurely, the baby stayed on the ward until 3 April 2012.",
    "943 476 5918",
    "Reference 9434765919",
    "000 000 0000",
    "case 2019/123456",
    "between 2014-2015 and 2016-2017",
    "ISBN 978 0 11 322701",
    "1,234,567,890",
    "Version 01632.960.123.4",
    "The 12 young people close to home road in 2019 AB1 2CD",
    "He met 12 Young People Close to the school in 2019; see form AB1 2CD",
    "Marlowe Partnership\nCivic Office\n1 Market Street\nSaltmere\nZZ1 1AA",
    "marlowe.lscp@marlowe.example",
    "childrens.services@saltmere.example",
    "04/01/2010 | Sibling born\n12/03/2011 | Seen by the health visitor",
    "A sibling was born.\n\n12 March 2011: seen by the health visitor.",
    "born in Saltmere and seen on 12 March 2011",
    "Date of birth\n\n\n\nPublished 12/03/2009",
    "NHS England\n\nReference 9434765919",
)
BAIT = (
    "\n",
    " ",
    "|",
    "born\n",
    "born in Leeds ",
    "born in ",
    "date of birth of ",
    "date of birth of a b c d e f     \n    ",
    "birth date                ",
    "date of birth is   \n   \n   ",
    "Date of birth |\n",
    "nhs number\n",
    "9434765919 ",
    "1 Larch Road Larch ",
    "1 Larch Road, ",
    "Larch ",
    "info.",
    "info@",
)
# Of the processor, for 200 kB on a slow machine.
SECONDS = 2


def found(text: str) -> list[tuple[DetailKind, str]]:
    return [(detail.kind, text[detail.start : detail.end]) for detail in personal_details(text)]


@pytest.mark.parametrize("text", FOUND)
def test_what_looks_like_a_persons_detail_is_found(text: str) -> None:
    expected = FOUND[text]
    assert found(text) == ([expected] if expected else [])


@pytest.mark.parametrize("text", NONE)
def test_a_publishers_own_details_and_other_numbers_are_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("bait", ["1", "0", "a", "a@", "@", ".", "07", "1 a road ", "a.", "-", "12/", "dob ", *BAIT])
def test_bait_is_read_in_time(bait: str) -> None:
    text = bait * (200_000 // len(bait))
    began = process_time()

    assert personal_details(text) == ()
    assert process_time() - began < SECONDS
