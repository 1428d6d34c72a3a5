"""How practitioners word a live case, a decision that they seek, and a question for learning. Data for `live_case.py`.

Every pattern reads a question that `spelled_out` has put into one wording.
"""

import re

from assistant.people import ANYBODY, FAMILY, KIN, ONE, WHO, WORKERS, YOUNG, any_of

# The asker's own work or home: who it is about stands beside "my", "I have a …" or "told me".
MINE = any_of(
    rf"(?:my|our) (?:\w+ )?(?:client|case|caseload|pupil|student|patient|class|family|neighbour|friend|tenant"
    rf"|service user|{KIN}"
    r"|baby|kids?|boy|girl|young person)s?(?! (?:study|studies|reviews?|mapping|support|hub|centres?|groups?"
    r"|work\w*|loads?|notes|record\w*))",
    r"(?:one|two|some|\d) of (?:my|our) (?!reviews|slides|recommendations|findings)\w+",
    r"(?:on|in|at|to|outside|into) (?:my|our|the) (?:class|school|clinic|surgery|ward|nursery|office|reception"
    r"|door|setting"
    r"|unit|hostel|refuge|caseload|road|street|flat)(?: \w+)? (?:has|have|is|says|will not|with|just|now|today)",
    r"(?:on|in) my (?:class|clinic|surgery|ward|nursery|office|setting|caseload)",
    r"(?:here|sat|sitting|on the phone) (?:with|to) (?:me|us|him|her|them)|in front of (?:me|us)",
    r"(?:told|tells|asked|sent|showed|rang|phoned|texted|disclosed to|said to|confided in) (?:me|us|our \w+)",
    r"(?:have|got|seeing|visiting|weighed|saw|seen|found|holding|working with)(?: (?:got|just|here))? (?:an?"
    r"|this|two|three|twins)"
    rf"(?: (?!on|about|for|from|of|in|at|to|with|training|review|session|the)\w+){{0,4}}? (?:{YOUNG}|family"
    rf"|mum|dad|mother|father|client)",
    rf"got twins|a (?:{YOUNG}|mum|dad|family)(?: here| in clinic| in a&e)",
    r"i can hear|i am (?:stood|standing|in the house|with)|i (?:think|am worried|am concerned"
    r"|suspect)(?: that)? (?:an?|my|this|she|he)",
    r"(?:i|we) have (?:just )?(?:had|got|received) (?:an?|another) (?:\w+ )?(?:letter|call|report|referral|e ?mail|complaint|allegation|tip off|disclosure|concern)",
    r"there (?:has|is) been (?:an?|another) (?!reviews?)\w+",
    r"i have (?:just had|been told by)|let me see|i am (?:here|outside|on a visit)|being made to"
    r"|my school(?= and)|an? \w+ i work with",
    r"i (?:found|saw|noticed|heard|witnessed) (?!(?:\w+ )?(?:reviews?|reports?|briefings?|newsletters?"
    r"|documents?))\w+",
)
# "HV here: …", "Housing officer, went to …": whoever begins with their job goes on with their case.
AT_WORK = re.compile(
    r"^(?:hi|hello|hiya)?[ ,.]*(?:i am (?:a|an|the) )?(?:\w+ )?(?:hv|gp|sw|ta|dsl|cpn|senco|iro|health visitor|midwife|nurse|matron|doctor|dr"
    r"|registrar|consultant|paramedic|dentist|pharmacist|teacher|head ?teacher|tutor|lecturer|social worker|support worker|key ?worker|youth worker"
    r"|family worker|officer|manager|practitioner|foster carer|carer|childminder|police|probation|receptionist|therapist|counsellor)(?: here)?"
    r"(?: ?[,:;.(-] ?| here )(?!what|which|who|how|why|any|is there|are there|do|does|did|can)",
    re.IGNORECASE,
)
# What comes between an asker and somebody: "I have a lovely new …", "working with two …".
_A = r"(?:an?|this|one|two|three|four|another|some|\d+|several)(?: (?!on|about|for|from|of|in|at|to|with|training|review|session|the|study)\w+){0,4}?"
_WORKS = (
    r"(?:met|visit(?:ed)?|saw|see|am seeing|support|mentor|teach|tutor|coach|foster|know|assess(?:ed)?|supervise|care for"
    r"|look after|work with|am working with|am supporting|am visiting|was allocated|am worried about|picked up)"
)
_ON_IT = (
    r"(?:allocated|holding|supporting|supervising|assessing|visiting|seeing|working with|dealing with|mentoring|fostering"
    r"|looking after|caring for|worried about|concerned about|anxious about)"
)
_NOT_OURS = r"(?!area|borough|county|city|region|reviews?|partnership|documents?|reports?|board|briefings?|newsletters?|training|country|system)"
# Somebody real is spoken of, though nothing says yet what is wrong: enough for a signpost beside the learning.
OWN_CASE = any_of(
    rf"(?:i|we) (?:also |already |now |currently |still )?(?:have got|have|hold|got|(?:have been|am|are)(?= (?:\w+ )?{_ON_IT}))"
    rf"(?: (?:just|now|currently|got|been|really|{_ON_IT}))* {_A} {ANYBODY}(?! (?:on placement|nurse|social worker|midwife|stud(?:y|ies)|review))",
    rf"(?:^|[.!?,;:] ?)(?:currently |just |now )?(?:got|{_ON_IT}) {_A} {ANYBODY}",
    rf"^have (?:got )?{_A} {ANYBODY} (?:who|where|that|whose|with|on|in|aged)",
    r"^(?:i am |we are )?(?:stuck )?(?:in|on|at) an? (?:core group|tac|taf|cin (?:plan|meeting)|conference|strategy (?:meeting|discussion)) (?:that|which|where|with|for)",
    rf"{ANYBODY} (?:that |who |whom )?(?:i|we) {_WORKS}",
    rf"(?:i|we) (?:support|mentor|foster|look after|care for|live (?:next door to|with|above|below)) {_A} {ANYBODY}",
    r"(?:one|two|some|several|\d) of (?:my|our) (?:y(?:ear)? ?\d+s?|families|cases|kids|pupils|students|mums|dads|clients|patients|children"
    r"|young people|residents|tenants|parents)",
    r"(?:my|our) (?:\w+ )?(?:case|caseload|client|pupil|patient|resident|service user|tenant|placement|family|families"
    r"|couple)(?! (?:stud(?:y|ies)|review|mapping|file audit|group|support|hub|centre|notes|load|work|management"
    r"|discussion|law|conferences? (?:policy|service)))",
    r"(?:my|our) (?:duty |student |new )?(?:colleagues?|mate|friend|student|midwife|nurse|social worker|worker|manager|supervisee|ta|team|service|nursery|school|sister|practice)"
    rf" (?:is |are )?(?:has|have|holds|hold|holding|got|dealing with|working with|supporting) (?:got )?{_A} {ANYBODY}",
    rf"(?:a |an )?(?:friend|mate|colleague|student)s? (?:of mine )?(?:is|has|works)\b.{{0,40}}\b(?:has|got|with) {_A} {ANYBODY}",
    rf"{ANYBODY} (?:at|in|on|from) (?:my|our) {_NOT_OURS}\w+",
    # "Saw a mum yank her toddler", "went to a property": the asker, in note form.
    r"(?:^|[.!?] ?|here,? )(?:just |have |i )?(?:saw|seen|heard|overheard|found|witnessed|noticed|met|visited|called out|went (?:to|out to|round)|called (?:to|at)"
    r"|attended|got (?:told|called|rung)) (?!(?:\w+ )?(?:reviews?|reports?|briefings?|newsletters?|documents?|in)\b)\w+",
    r"(?:before|after|on|at|for|from|during) my (?:\w+ )?(?:home |joint )?visit",
    r"(?:my|our) (?:next |first |joint )?(?:home visit|core group|strategy (?:meeting|discussion)|cin meeting|tac meeting)",
    r"(?:strategy (?:meeting|discussion)|conference|core group|cin meeting|legal planning(?: meeting)?|home visit"
    r"|visiting them|(?<!ofsted )(?<!cqc )(?<!inspection )visit) (?:\w+ )?(?:later|today|tomorrow|this (?:morning|afternoon|evening|week)|at \d\w*|on (?:mon|tues"
    r"|wednes|thurs|fri)day|next week)",
    r"i am (?:off to|going to|going into|in|at|chairing|attending|preparing for) an? (?:\w+ ){0,3}(?:conference|strategy"
    r" (?:meeting|discussion)|core group|home visit|cin meeting)",
)
# A happening of today, not one that a review looks back on.
NOW = any_of(
    r"right now|today|todays|tonight|this (?:morning|afternoon|evening|weekend|week)|last night|yesterday|(?:an?|\d+) ?(?:hours?|hrs?|min(?:ute)?s?) ago"
    r"|at the moment",
    r"immediately|asap|quick(?:ly)?|need to know|urgent(?:ly)?|as we speak|in an hour|tomorrow|(?:on |ti?ll? |until )?(?:mon|tues?|wed(?:nes|s)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?|oclock"
    r"|home time",
    r"quarter past|ambulance (?:is )?(?:not here|coming|on)|(?:has|have|is) just|just (?:told|said|disclosed"
    r"|rang|weighed)|still (?:not|outside|here)",
)
# Threats to life and violence under way, in the present: enough alone unless the question looks back.
TO_LIFE = any_of(
    r"(?:not|stopped|stops) breathing|(?:can not|struggling to) breathe|(?:gone|going) (?:blue|floppy|limp"
    r"|stiff)|turn(?:ed|ing) blue",
    r"uncon[sc]+ious(?! bias)|unresponsive|(?:will|does|do|can) not wake(?: up)?|having a (?:fit|seizure)"
    r"|bleeding (?:heavily|badly|out)",
    r"(?:has|have|got|holding|with|up with) an? (?:\w+ )?(?:knife|gun|machete|weapon|blade|axe|hammer)",
    r"(?:going|want|wants|wanted|wanting|threatens|threatening|threatened|trying|planning|about) to (?:\w+ ){0,2}?"
    r"(?:kill|stab|shoot|drown|smother|strangle|jump|die|end (?:it|(?:it all|her|his|my|their) li(?:fe|ves)))",
    r"(?:will|gonna|would) (?:\w+ )?(?:kill|stab|shoot|drown|smother|strangle)",
    r"taken (?:\w+ ){0,2}(?:tablets|pills|paracetamol|overdose|insulin)|(?:drank|drunk|swallowed|ate) (?:her"
    r"|his|the|my|a|some)",
    r"(?:saying|said|texted|says) goodbye|suicid\w+ note|i do not want to (?:live|be alive)|kill (?:my|her|him"
    r"|them)sel\w+",
    r"(?:is|are|being|someone|was just) (?:\w+ )?(?:strangl|chok|stabb|attack|batter|beat|hitt|punch|kick"
    r"|smash)(?:ing|ed|en)",
    r"(?:smash|kick|bang|break)ing (?:\w+ ){0,2}(?:door|windows?)|hear (?:\w+ ){0,5}(?:hitting|hit|scream\w*"
    r"|crying|beg\w*)",
    r"(?:child|baby|kids|girl|boy|mum) screaming|limp|lifeless|on (?:the|a) (?:bridge|ledge|roof|train tracks"
    r"|car park roof)",
    r"(?:has|is|have) (?:taken|snatched|abducted|run off with) (?:the|her|his|my) (?:baby|kids|children|child"
    r"|son|daughter)(?! into| to)",
)
# Injury, assault, abuse told of, or a child not safe where they are.
HARM = any_of(
    r"hits?|hitting|hurt(?:s|ing)?|beat(?:s|en|ing)?|punch\w*|kick(?:s|ed|ing)|slap\w*|smack\w*",
    r"burn(?:t|s|ed|ing)?|scald\w*|bru(?:is|s[ei])\w*|black eye|swollen|swelling|fractur\w*|broken|injur\w*",
    r"bleeding|(?:bite|belt) ?marks?|marks on|abus\w+|molest\w*|touch(?:ed|es|ing) (?:him|her|them|me|us)|touches",
    r"rap(?:e|ed|es|ing)|sexual\w*|have sex|nudes|groom\w*|scared|frightened|terrified|afraid|unsafe|in danger",
    r"threaten\w*|strangl\w*|chok\w*|suicid\w*|kill|overdose\w*|knife|stab|self ?harm\w*",
    r"cut(?:ting|s)? (?:him|her|them|my)sel\w+|missing|r[au]n away|(?:home|left|wandering) alone|wandering",
    r"no adults|no (?:food|beds?|heating|electric\w*)|drunk|drugged|starv\w*|not been (?:fed|seen)|hungry|shak(?:en|ing|es)|shook|carry drugs",
    r"get married|(?:will not|refus\w+ to) (?:open the door|let)|di?sc?losed|disclosure|poison\w*|drown\w*",
    # As a child's body, a doctor's note or a mate tells it.
    r"petechiae|fontanelle|soft spot|frenulum|femur|skull|haemorrhages?|subdurals?|retinal|tourniquet|od(?:d|ed|s)?|vodka|bed ?sores?|pressure sores?|rug burns?|collapsed"
    r"|(?:finger|hand) ?(?:marks?|prints?)|marks? (?:round|around) |yank\w*|drag\w*|thr[eo]wn?|shov(?:ed|es|ing)|pinned|leather(?:ed|s)",
    r"naked|porn\w*|penis|vagina|willy|blow ?job|private parts|fgm|cutting season|blackmail\w*|sextort\w*|passport|gun|shotgun|rifle"
    r"|machete|needles|spice|meth|heroin|crack|(?:wants|want) out of|better off (?:dead|without)|on (?:his|her|their) (?:own|tod)",
)
# Harm that goes on or lies back: beside a question for learning by name it is why somebody asks, not an alarm.
LASTING = any_of(
    r"self ?harm\w*|(?:goes|going|gone|go|keeps? going) missing|missing (?:a lot|from (?:home|care|school)|episodes?|(?:\w+ )?(?:clinics?|appointments?|school|lessons?|medication|doses))"
    r"|sexually exploited|(?:sexual|child) exploitation|keeps? running away",
    r"\w+ (?:by (?:\w+ ){1,3})?(?:last (?:month|year)|years ago|as a child|in the past|in childhood)",
)
# Lasting worry: a live case when somebody asks what to do, but also what practitioners bring to learning.
CONCERN = any_of(
    r"neglect\w*|at risk|violen\w+|(?:out of|released from) prison|filthy|crying|drink(?:s|ing)|drugs|relaps\w*"
    r"|worried|concerned"
)
# A child, or the person hurt, is asking.
HURT_ASKER = any_of(
    r"(?:hits?|hurts?|beats?|touch(?:es|ed|ing)?|rape[sd]?|burns?|kicks?|punche[sd]|slaps?|smacks?"
    r"|strangled) (?:me|us)",
    r"i (?:want to die|have (?:run away|taken (?:an? )?(?:tablets|pills|overdose|lots))|do not feel safe"
    r"|am (?:not safe|being (?:hit|hurt|abused)))",
    r"i am (?:\w+ )?(?:scared|frightened|afraid) (?:to go|of going|of my|at) ?\w*|feeds us|comes in my room"
    r"|kill (?:me|us|myself)",
    r"^(?:please |pls )?help(?: me)?[.! ]*$",
)
CLAUSE = r"(?:^|[.,;:!?] ?|\b(?:and|because|as|but|think|suspect|there is|please|pls|help|hi|worried|so) )"
NOT_ASKED = (
    r"(?!what|whats|why|who|whose|when|where|which|how|any|anything|is|are|was|were|did|do|does|has|have|had|if"
    r"|can|could|should|would|list|give|tell|show|in the|case|for)"
)
# "A pupil has disclosed …", "kids have been left": somebody is told of as they are now, not asked about.
TOLD = re.compile(
    rf"{CLAUSE}{NOT_ASKED}(?:(?:an?|the|this|that|new|one|two|\d+|year|class|foster|lac|reception|nursery"
    rf"|little|all|my|our) )*(?:\w+ )?"
    rf"(?:{WHO}|year \d+|mothers? ex)(?: (?!did|what|which|why|when|was|were|had|findings|reviews?|who|whose"
    rf"|where|to|protection)[\w&]+){{0,6}}? "
    r"(?:has|have|is|are|says|say|said|keeps|told|tells|wants|disclosed|will|can not|does not|do not|just|being"
    r"|came|rang|phoned|texted"
    r"|showed|wrote|put|took|left|locks?|grabbed|handed in|refus(?:es|ed|ing)|brought (?:in|to a&e|to hospital)|caught"
    r"|using|asked|flinch\w+|films|touches|hits|hurts|drinks|threaten\w+|found|noticed|heard|fell|needs|seems|looks|appears"
    r"|thinks|hides?|smells?|smelled|smelt|stinks|screamed|arrived|turned|comes|goes|gets|lives|had|shakes?|shouts?|sleeps)\b",
    re.IGNORECASE,
)
# "2 yr old with three fractures", "teen in A&E": one person and where they are, told in note form.
NOTED = re.compile(
    rf"{CLAUSE}{NOT_ASKED}(?:[\w]+ ){{0,4}}?{ONE} (?:[\w&]+ ){{0,3}}?(?:with|at|on|in|outside|home)\b",
    re.IGNORECASE,
)
QUESTION = r"what|whats|why|who|whose|when|where|which|how|any|anything"
# The words start as a question or an order to look something up.
ASKED = re.compile(
    rf"^(?:(?:and|but|so|ok|okay|also|then),? )*(?:{QUESTION}|is|are|was|were|did|do|does|has|have|list|give|tell|show|compare|summar\w+)",
    re.IGNORECASE,
)
# Six words or more about one person that ask for nothing, which a search for documents would.
PLAIN_STATEMENT = re.compile(
    rf"^(?!.*(?:\b(?:{QUESTION}|need|want|looking for|list|compare|did|was|were)\b|\?))"
    rf"(?=(?:\S+ ){{5}})(?=.*\b(?!parents){ONE}\b)",
    re.IGNORECASE,
)
FIRST_PERSON = any_of(r"i|me|us|we|my|our")  # the asker is in the story
# … unless only to say that they want to look something up.
LOOKING_UP = any_of(
    r"(?:i|we) (?:mean|meant|am asking|was asking|asked)|(?:i|we) (?:would like|want|need|would love|have) to (?:know|see|understand|find|read|hear|check|look)|(?:can|could|would) you (?:please )?"
    r"(?:tell|show|give|find|remind) (?:me|us)|(?:tell|give|show|find|remind|help) (?:me|us)|let (?:me|us) (?:know|see)|do we know"
    r"|(?:i am|we are)? ?(?:looking for|interested in|writing|chairing|presenting|preparing|delivering|doing|studying|reading)"
)
# "Neglect where the mother has …": a theme, however long, is looked up.
THEME = re.compile(
    rf"^(?!(?:an?|the|this|that|my|our|one|two|\d+|can|could|need|got|get|called?|just|been|think|worried|concerned|had|have|seen|there|{WHO})\b)"
    r"(?:\w+ ){1,5}?(?:where|when|whose|in which|involving|about|regarding)\b",
    re.IGNORECASE,
)
# Six words or more in which no clause begins as a question.
NOT_ASKING = re.compile(
    rf"(?!.*[,.;:!?–-] ?(?:{QUESTION}|are they|is it|is there|are there|has it)\b)(?:\S+ ){{5}}", re.IGNORECASE
)
# One person in particular, whatever is said of them.
ONE_OF_THEM = any_of(
    rf"(?:an?|the|this|that|his|her|their|my|our|another|one|\d+)(?: (?!of\b)\w+){{0,2}}? {ONE}s?",
    r"(?:two|three|four|five|six|seven|both|\d) (?:\w+ )?(?:children|kids|boys|girls|lads|babies|twins|brothers|sisters|siblings|little ones)",
    r"he|she|him|her|this (?:one|case|family|child|mum|baby|lad)|the family|the (?:kids|children|parents|twins|baby)|sibling group|dad|mum|mother|father|grandmother",
    r"(?:baby|little) (?:girl|boy|lad)|pt|\d{1,2}/(?:40|52|12|7)|(?:my|our) (?:lodger|tenant|neighbour)",
)
# "I" and "my" beside anybody at all, parents in general left out: "what should I ask parents" is practice.
MYSELF = any_of(r"i|my|me")
ANY_CHILD = any_of(rf"(?!parents){ONE}", r"kids|twins|boys|girls|lads|little ones|someone|family|lady")
# What the asker is to do next.
WHAT_TO_DO = any_of(
    r"what (?:do|should|can|shall|must) (?:i|we) (?:do|say)(?! differently| better| instead| more)|wot do i do|what now|can (?:it|this|i|we) (?:wait"
    r"|\w+ (?:him|her|them|home))",
    r"should (?:i|we) (?:call|ring|phone|report|refer|remove|tell|keep|let|send|go|visit|wait|escalate|share"
    r"|contact|inform|speak|worry|be worried|challenge|intervene|agree)",
    r"do (?:i|we) (?:\w+ )?(?:need|have) to (?:report|refer|call|ring|tell|act)|have to refer|how do i report"
    r"|help me(?! (?:to )?(?:write|draft|find|understand|learn|prepare|plan|identify|with (?:my|an?|the) \w+))|please help",
    r"(?:who|whos|who is) (?:do|should|can|the right person) (?:i|we|to) (?:call|ring|tell|contact|speak"
    r"|report)|am i right to|is it (?:safe|ok|okay) to",
    r"can (?:i|we) (?:share|tell|leave|keep|ring)|need (?:\w+ )?consent to refer|do (?:i|we) (?:take|refer|send"
    r"|keep|let|agree|need an? (?:medical|strategy|section))|how can i (?:make|stop|get|help)",
    r"what if (?:an?|my|the|he|she|they|one of)",
)
# The same of somebody in particular: "what should I ask parents" is practice, "what should I ask her" is a case.
WHAT_NEXT = any_of(
    r"(?:need|want|any|some) (?:urgent |quick |your )?(?:advice|guidance)|advice (?:please|needed|asap)|what next|next steps?",
    r"(?:should|would|do|could) (?:i|we) (?:not )?have (?:stopped|called|rung|told|reported|referred|done|said|let|kept|gone)",
    r"(?:would|will) (?:i|we|you) have to|(?:should|shall) (?:i|we) be (?:worried|concerned|doing|telling|ringing)",
    r"should (?:i|we) (?:go|do|be|take|ask|record|strat|raise|move|give|press|push|get)|do we need|do i need"
    r"|(?:who|where) (?:do|would|should|can) (?:i|we) (?:\w+ )?(?:tell|ring|go|call|report|send|take|turn|refer)",
    r"how (?:do|should|would|can) (?:i|we) (?:\w+ )?(?:word|phrase|report|handle|respond|react|tell|keep)",
    r"(?:do|can|could|should) (?:i|we) (?:just )?(?:ask|stop|leave|take|go|call|ring|wait|hold|keep|give|let)"
    r"|can (?:the |his |her )?(?:mum|dad|mother|father|parents?|grandparents|uncle|partner) (?:collect|take|have|see|pick)",
)
SOMEBODY = any_of(
    rf"(?:an?|the|this|that|his|her|their|my|our|another|one|\d+)(?: \w+){{0,2}}? {ONE}",
    r"he|she|him|her|they|them|this family|the family|the (?:kids|children|parents)|sibling group|dad|mum|mother|father",
)
OWN = (
    r"(?:(?:my|this|our|the|his|her|their|that) (?:\w+ )?(?:case|family|child|children|kids|plan|baby)"
    r"|this one|him|her|them|this|dad|mum)"
)
# A decision or a threshold that is sought on one case: never given, whatever else is asked.
JUDGEMENT = any_of(
    r"(?:should|can|could|shall|do|would|may) (?:i|we|you) (?:now |just )?(?:close|step down|step|end|nfa"
    rf"|remove|return|discharge|de ?escalate) (?:down )?(?:on )?{OWN}",
    rf"(?:should|can) (?:i|we) (?:let|allow|send|leave|keep) {OWN}",
    rf"(?:is it |would it be |ok |okay |safe )?(?:safe|ok|okay|right|fine) (?:for (?:me|us) )?to (?:close"
    rf"|step down|end|nfa|return|send|leave) (?:down )?{OWN}",
    r"(?:what|which) (?:level|threshold|tier) (?:is|are|does) (?:this|my|our|it|he|she|they)",
    r"(?:what is|whats) the threshold for (?:my|our|this)",
    r"is (?:this|that)(?: one)? (?:an? )?(?:\w+ (?=abuse))?(?:threshold|section 47|s ?47|significant harm|neglect|abuse"
    r"|safeguarding|child protection)(?! (?:\w+ ){0,2}reviews?)",
    r"(?:does|do|would) (?:this|it|he|she|they|that|my \w+|our \w+) (?:meet|reach|hit) (?:the )?threshold\w*",
    r"(?:do you think|would you (?:say|call)) (?:this|it|he|she|that|the child|i should)|would you (?:convene"
    r"|escalate|refer|remove|close)",
    rf"is (?:he|she|it|this (?:{YOUNG})) safe (?:to|with|at|there|here)",
    rf"(?:should|would|could|does) (?:this|it|he|she|they|{OWN}) (?:be|go to|go|stay|come|count"
    rf"|need)(?: \w+){{0,3}}? (?:conference|strategy|cin|cp|child protection"
    r"|child in need|mash|s ?47|section|significant harm|early help)",
    r"is (?:he|she|(?:my|our|the) (?:\w+ )?(?:manager|lead|chair|head|social worker)) right(?: to \w+.*)? *\?*$"
    r"|(?:what|which) category (?:would|should|do|does)",
    r"am i right to|shall i (?:take|close|refer|step|ring|call)|hypothetically",
    rf"is (?:an?|the|this) (?:\w+ ){{1,6}}(?:enough|sufficient|appropriate|proportionate|right) (?:for|when|if|with) (?:an?|this|my|our) (?:\w+ ){{0,2}}?{ONE}",
    r"thinking (?:of|about) (?:letting|closing|leaving|returning|removing|stepping|allowing|sending|ending|discharging)",
    rf"what (?:would|should|do) you (?:do|advise|say|suggest) (?:if|with|about|when|for) (?:\w+ ){{0,3}}?{ANYBODY}",
    r"(?:would|do|will|should|could) (?:i|we|you) (?:have to|need to) (?:tell|report|refer|ring|call|act|remove|share)",
    rf"if (?:an?|my|your|one of \w+|some) (?:\w+ )?{ANYBODY} (?:told|tells|said|says|discloses?d?|showed) (?:to )?(?:you|me|us|i)\b",
    r"what (?:should|would|could) (?:my|our) (?:\w+ )?(?:plan|response|next)|what (?:is|are) the (?:next steps?|risk level)"
    r"|risk assess (?:an?|this|my|our|the)|what is the risk (?:level )?(?:for|to|of) (?:an?|this|my|our)",
    # "Is a ten week old with … an emergency": asked of one body, not of reviews.
    rf"how (?:bad|serious|worrying|concerning|urgent|dangerous|likely|worried|normal) (?:is|are|should i|should we)\b.{{0,60}}\b(?:an?|this|his|her|my) (?:\w+ ){{0,2}}?{ONE}",
    rf"is (?:an?|his|her|this|my) (?:\w+ ){{0,2}}?{ONE}\b.{{0,60}}\b(?:an emergency|normal|serious|urgent|a worry|a concern|concerning|worrying|ok|okay|abuse|assault)",
    rf"is (?:it|this|that) (?:an? )?(?:assault|emergency|grooming|crime|offence|normal|serious|urgent|ok|okay)\b.{{0,80}}\b(?:{ONE}|he|she|him|her|they)",
    rf"should (?:an?|my|this|his|her) (?:\w+ ){{0,2}}?{ONE} (?:be|know|have|do|say|see|stay|sleep|go)\b",
    r"should (?:i|we) apply for (?:an? )?\w+(?= order|,)|what (?:would you (?:score|rate)"
    r"|(?:threshold|level) (?:would|should|does) an?)",
)
# Reviews or learning are asked for by name. "Recommended" alone names neither, nor does a review meeting.
LEARNING = any_of(
    r"learn(?:ing|t|ed)?+(?! (?:disab|difficult|need|support|mentor))|lessons?|briefings?|newsletter|(?:scr|l?cspr|sar|dhr|dardr)s?|serious case|case (?:mapping|study"
    r"|studies)|good practice",
    r"(?:for|my|an?|our) (?:\w+ )?(?:supervision|training|slides|team meeting|workshop|essay|audit)",
    r"(?<!cin )(?<!cp )(?<!plan )(?<!lac )(?<!cla )(?<!clc )(?<!protection )(?<!after )(?<!care )(?<!ehcp )(?<!pep )(?<!six month )(?<!medication )(?<!annual )"
    r"reviews?(?! (?:conference|meeting|is on|on (?:monday|friday)|tomorrow|date))",
)
# What the asker has read, and not met.
DOCUMENT = any_of(r"reports?|reviews?|briefings?|newsletters?|anonymised|anonymized|pseudonyms?")
# The words look at a document or at practice in general, though nobody says "learning".
ABOUT_PRACTICE = any_of(
    r"findings|recommendations?|recommended|recs|actions|a theme|examples?|(?<!say )(?<!do )(?<!know )(?:something|stuff|info\w*|anything"
    r"|points|quiz|table|audit) (?:on|about|for)",
    r"(?:why|how|when|what) (?:do|does|should|can|could|must|might) (?!(?:i|we|you|my|our|this)\b"
    r"|(?:she|he|they) (?:do|say|tell|ring|call)\b)\w+",
    r"which (?:child|baby|case|family|report)",
)
_ASKED_AFTER = (
    rf"(?:the|any\w*|this|that|these|those|he|she|they|it|there|no|{FAMILY}|social|school|police|staff|professionals"
    rf"|agencies|health|hospital|nursery|midwi\w+|gps?|doctors?|services|workers?|practitioners?|partners?|people|mash|courts?|{WORKERS})"
)
_ASKS = r"(?:^|[.,;:!?(-] ?|\b(?:and|but|so|or|then|also|about|of|on|for|by|to|from|at|in|with|know|me|us|show|explain|list|ask|asked|tell|told|find|found|out|see|understand|wonder\w*|clear|recorded|of those|reviews?|cases?|report|times?|day|night) )"
# The question looks back: what was or was not done.
LOOKING_BACK = re.compile(
    # "Will not say what happened" is told, not asked.
    r"(?<!say )(?<!know )(?<!explain )(?<!sure )(?<!remember )\b(?:what|why|how)\b(?! (?:do|should|can|shall|must|would|could) (?:i|we)\b)[^?.!]{0,60}?\b(?:did|was|were|had|happened|knew|turned)\b"
    # "A girl who was hit" tells of somebody, "who was told" asks.
    rf"|{_ASKS}(?:who|when|where|which|whose)\b[^?.!]{{0,60}}?\b(?:did|was|were|had|happened|knew|turned)\b"
    # "And was about to drive off" goes on with a story, "and was the father" asks.
    rf"|(?:^|[?.!] ?)(?:did|was|were|had)\b"
    rf"|(?:[,;:] ?|\b(?:and|but|so) )(?:did|was|were|had) {_ASKED_AFTER}\b"
    r"|^how come (?:no|nobody|none|the|they|social|school|police|health)\b"
    r"|(?<!i )(?<!we )\b(?:should|could|would|might) (?:\w+ )?have (?!to\b|(?:an?|the|consent) )(?<!should i have )(?<!should we have )"
    rf"|{_ASKS}who \w{{3,}}ed\b"
    r"|\bwas not breathing\b|\bdid (?:any|the|mum|dad|school|police|social|staff|workers)\w*",
    re.IGNORECASE,
)
# One subject of a review: "Child X", "Baby Ivy", "Family W"; a lone small letter counts too, save "a" and "i".
SUBJECT = re.compile(
    r"\b(?:[Cc]hild(?:ren)?|[Bb]aby|[Ff]amily|[Aa]dult|[Yy]oung [Pp]erson) (?:[b-hj-z]\d?\b|(?!I (?!review|case|report|briefing|learning))[A-Z][a-z]?\d?\b"
    r"|(?:One|Two|Three|Four|Five)\b|(?!Protection|Support|Social|Services|In|Has|Is)[A-Z][a-z]+ )"
    # "After child on came off the plan, how long …": no preposition stands before a verb.
    r"|\b[Cc]hild (?:on|at|of|by|up|as|to) (?:was|were|had|did|came|went|got|died|lived|moved|left)\b(?=[^.!]*\b(?:how|what|which|who|why|when|where)\b)"
    r"(?![^.!]*\b(?:i|we|my|our|now|today|tonight)\b)"
)
