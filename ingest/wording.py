"""How reviews word the headings of each kind of section. One row a kind; the first that matches wins."""

from vectorstore.sections import SectionType as S

_CASE = r"(?:case|review|incident|child|family|young person|adult|mother|father|person)"
_THIS = r"(?:this|the|our|each|these|both|all(?: the)?)"
# A few more words behind "for", "from" …, none of which makes a sentence of the line.
_NO_VERB = r"(?!(?:was|were|is|are|be|been|not|never|should|must|had|has|have|will|would|did|does|do|can|could)\b)"
_MORE = rf"(?: {_NO_VERB}[\w’'&,/()-]+){{1,8}}"
_OF_WHAT = rf"(?: (?:for|from|across|in|about|to|on|of|by|made|arising|against|at){_MORE})?"
_BODY = r"(?:board|partnership|sab|lscb|scp|safeguarding (?:adults? |children(?:['’]s)? )?(?:board|partnership)|partners|agencies|panel|csp)"
_WE = rf"(?:we|(?:the )?{_BODY}|agencies|partners|services|practitioners|professionals)"
_ANYBODY = rf"(?:(?:all |other )?{_WE}|everyone|everybody|all of us|you|i|they|staff|teams|managers|schools|others)"
_SHOULD = r"(?:need to|have to|must|should|can|could|will|want to|ought to|would like to|are going to|plan to)"
_DO = r"(?:do|make|change|happen|improve|put right|get right|act on|take forward)(?: (?:now|next|differently|better|together))?"
_LEVEL = r"(?:key|main|multi-agency|overview(?: report)?|single[- ]agency|individual(?: agency| management review)?|agency|imr|national|local(?: authority)?|regional|summary of|final|strategic|operational|system|board|partnership|additional|further|other|interim|thematic|overall)"

WORDING: tuple[tuple[S, tuple[str, ...]], ...] = (
    (
        S.IMPACT_EVIDENCE,
        (
            rf"good practice and evidence as a result of {_THIS} [^.?!]{{3,60}}",
            r"evidence(?: of (?:impact|change|improvement|effectiveness)s?)?(?: and (?:impact|assurance))?",
            r"what (?:has changed|difference (?:has|did|have|is|will) (?:this|it|we)(?: ma[dk]e| making| made)?(?: so far| to date)?|difference (?:this|it|that|we)(?: has| have)? made)(?: since[^.?!]{0,30})?",
            r"what (?:is|was|has been|will be) (?:the |its )?(?:impact|difference)(?: of [^.?!]{3,30})?|what impact (?:has|did|have) [^.?!]{2,30}",
            r"what is different(?: now| today)?|so what|how do we know[^.?!]{0,40}",
            r"(?:what|how) (?:have|has) (?:we|practice|things|services) changed[^.?!]{0,30}",
            rf"impact(?: and (?:evidence|outcomes)| so far| (?:of|on|for){_MORE})?|outcomes and impact|difference made|assurance|where (?:we are|the [a-z]+ is) (?:not )?(?:yet )?(?:assured|confident)|changes? (?:made )?since [^.?!]{{3,40}}",
        ),
    ),
    (
        S.INTRODUCTION,
        (
            r"introduction(?: (?:and|to) (?:the )?(?:background|context|purpose|scope|review|report))?|overview|welcome(?: to [^.?!]{3,40})?|aims?(?: of [^.?!]{3,40})?|aims and objectives|why (?:are )?we(?: are)? here(?: today)?",
            r"(?:why|about) (?:this|the|our|each) (?:[a-z-]+ )?(?:briefing|review|report|newsletter|document|summary|edition|issue|analysis|bulletin|guide)",
            rf"(?:purpose|aims?)(?: (?:of|for) {_THIS} (?:report|briefing|review|newsletter|document|guide|bulletin))?(?: and scope)?",
            rf"reason for {_THIS} (?:report|briefing|newsletter|document|guide|bulletin)",
            rf"what is {_THIS} (?:briefing|report|newsletter|guide)(?: about| for)?|how to use {_THIS} (?:briefing|report|guide|newsletter)",
            r"(?:foreword|preface|message|welcome)(?: (?:by|from) [^.?!]{3,60})?|executive summary|editorial|why read this|before you (?:read|start)",
            r"why (?:are |have )?(?:we|i|you)(?: are)? (?:producing|produced|reading|writing|written|sharing) [^.?!]{3,40}|why we are (?:reporting|writing)|why we (?:did|carried out|undertook|held) (?:this|the|our) [^.?!]{3,30}",
        ),
    ),
    (
        S.STRATEGIC_CONTEXT,
        (
            r"strategic (?:approach|response|context)|governance(?: arrangements)?|how (?:the )?(?:we|board|partnership|group) (?:gets?|gains?|seeks?) assurance|(?:(?:local|national|policy|legal|legislative|statutory|research|wider|organisational) (?:context|framework)|(?:local|national) picture)|context",
            r"(?:what )?(?:does )?(?:the )?(?:national |local )?research (?:tells? us|says?|say|evidence|findings|and guidance|and evidence)|relevant research and guidance|research",
        ),
    ),
    (
        S.CASE_STUDY,
        (
            r"(?:a |anonymised )?(?:case (?:study|studies|example|vignette)|practice example|vignette)s?(?:\s*[\da-h]{1,2})?(?:\s*[:\-–—].{0,80})?",
        ),
    ),
    (
        S.OUTCOME,
        (
            rf"outcomes?(?: for {_THIS} [^.?!]{{3,30}}| for (?:children|families))?|what happened (?:next|since|afterwards|in the end)",
        ),
    ),
    (
        S.INCIDENT,
        (
            r"(?:(?:critical|serious|significant|index|key|fatal) )?(?:incident|event|homicide|trigger (?:incident|event))(?: (?:leading to|that led to) (?:the|this) review)?|events? (?:leading (?:up )?to|that led to) (?:(?:the|this) (?:review|death|injur(?:y|ies)|incident)|(?:his|her|their) (?:death|injur(?:y|ies)))",
            r"why we looked at (?:this|it)|what happened(?: to [^.?!]{2,30})?|(?:reasons?|trigger) for (?:the |this |holding |undertaking |conducting )*review|why (?:(?:was )?(?:the|a|this) review [^.?!]{3,50}|(?:was there|there was) (?:a|this) review|we reviewed (?:it|this(?: case)?))",
            r"(?:the )?(?:circumstances (?:of|surrounding) )?(?:the )?(?:death|homicide|injur(?:y|ies)|fatal incident|accident|disclosure)s?(?: (?:of|to|by) (?:child|baby|mr|mrs|ms|adult|the|[a-z]{3,12}) ?[^.?!]{0,20})?",
        ),
    ),
    (
        S.BACKGROUND,
        (
            rf"background(?: information)?(?: \(the facts\)|(?: and|,)? (?:family )?context| history| (?:to|of) {_THIS} {_CASE}[^.?!]{{0,30}})?",
            rf"{_CASE}(?: and family)? (?:summary|background|history|composition|context|details|structure|members|overview|outline|synopsis)",
            rf"who (?:was|is|were|are) [^.?!]{{1,40}}|circumstances(?: leading to {_THIS} [^.?!]{{3,30}}| of the case)?|(?:brief |key )?facts(?: of the case)?",
            r"(?:brief |short )?(?:summary|outline|synopsis|overview) of (?:the )?(?:relevant )?(?:case|events|facts|circumstances|family)(?: resulting in [^.?!]{3,20})?|(?:brief )?synopsis|summary of circumstances",
            r"about (?:the )?(?:child|family|case|adult|person|baby|mr|mrs|ms)\b.{0,25}|what was the case about|(?:child|children|family|adult|person|parents) and (?:their|his|her|its) (?:[a-z]+ )?(?:circumstances|famil(?:y|ies)|li(?:fe|ves)|situation|home|background|history|story|context)|[\w’' ]{2,20} and (?:his|her|their) (?:family|siblings?|children)|the (?:case|family|child|story|genogram)|genogram|the (?:child|children) and (?:the )?family|the (?:case|story) in brief",
            r"pen (?:picture|portrait)s?(?: of [^.?!]{2,30})?|(?:the )?(?:child|family|(?:child|baby|young person|adult|family|mr|mrs|ms) [a-z]{1,3}\d?)(?:['’]s)? (?:story|life|journey)|(?:the )?story of [^.?!]{2,30}|(?:the )?(?:people involved|subjects? of (?:the|this) review)",
        ),
    ),
    (
        S.SAFEGUARDING_CONCERNS,
        (
            r"(?:safeguarding|known|previous|early) (?:concerns?|risks|risk factors)|concerns|(?:key )?risk factors|vulnerabilities|what (?:was|were) (?:already )?known[^.?!]{0,40}|what (?:did )?(?:agencies|services|professionals|practitioners) kn(?:ow|ew)(?: (?:about|before|at|of|by|in|when) [^.?!]{3,30})?",
            r"(?:(?:overview|summary|history|chronology) of )?(?:agency|agencies['’]?|service|multi-agency) (?:involvement|contact)(?: with [^.?!]{3,30})?|(?:summary|history) of involvement",
            r"(?:(?:summary|combined|integrated|narrative|key|brief|single|multi-agency) )*chronology(?: of (?:key |significant )?events)?|timeline(?: of [^.?!]{3,30})?",
            r"(?:key|significant) (?:practice )?(?:episodes?|events|dates)(?: \d{1,2})?(?:\s*[:\-–—].{0,80})?|involvement (?:of|with) (?:agencies|services|professionals)",
            r"(?:who (?:knew|saw|did) what|who was involved)(?: (?:and|about|with|before|when) [^.?!]{3,40})?|(?:agencies|services|professionals)(?: (?:that|which|who) were| who was)? involved(?: with [^.?!]{3,40})?|what (?:each|every|different) (?:agency|service|professional|worker|agencies|services) (?:knew|saw|did)(?: [^.?!]{3,30})?|what they (?:knew|saw)",
            r"how (?:the )?(?:services|agencies|professionals|practitioners|partners|(?:multi-agency )?system) (?:responded|worked|helped|acted|were involved)(?: (?:with|together|to) ?[^.?!]{0,30})?",
        ),
    ),
    (
        S.REVIEW_PROCESS,
        (
            r"(?:the )?(?:review|audit)(?: process| method(?:ology)?| panel(?: members(?:hip)?)?| team| scope)?|method(?:ology)?(?: and scope)?|(?:review |our )?approach(?: and methodology)?|process|limitations(?: of [^.?!]{3,30})?|decision",
            r"how (?:was )?(?:the|this) (?:review|audit|analysis|learning) (?:was )?(?:done|carried out|conducted|undertaken|gathered|identified)|how we (?:reviewed|did|carried out|undertook|went about|looked at|looked into) (?:it|this|the case|the review|the audit|our review|this [a-z]+|the [a-z]+)|what (?:we|the review) looked at",
            rf"(?:terms of reference|(?:key )?lines of enquiry|scope)(?: (?:of|for) (?:the|this|{_CASE}) ?(?:review|audit)?| and (?:terms of reference|key lines of enquiry|key questions))*|questions (?:for|asked by|posed by) the review|time ?scales?|time ?frame|(?:time )?period under review",
            r"(?:the )?decision to (?:undertake|hold|commission|review|conduct)[^.?!]{0,60}|(?:rapid review )?decision(?: making)? ?(?:and rationale)?|parallel (?:processes|reviews|investigations|proceedings)(?: and[^.?!]{3,40})?",
            r"(?:the )?(?:family|practitioner|professional)(?:s|'s|’s|s['’])? (?:involvement|contribution|engagement|participation|events?|learning events?|meetings?).{0,40}",
            r"(?:involvement|contribution|engagement|participation) (?:of|from|with|by) (?:the |practitioners|family|parents|friends).{0,70}",
            r"statement (?:by|of) (?:the )?(?:independent )?(?:reviewers?(?:\(s\))?|author|chair)(?: [^.?!]{0,40})?|confidentiality(?: and anonymity)?|(?:membership of (?:the )?)?(?:review )?panel(?: members(?:hip)?)?|membership of the (?:review )?panel|(?:contributors|contributing agencies|agencies (?:involved|contributing))(?: (?:to|in) the review)?|dissemination|equality(?:,? diversity)?(?: and (?:diversity|inclusion))?",
            r"(?:independent )?(?:chair|author|reviewer)s?(?: and (?:author|reviewer))?(?: of [^.?!]{3,40})?|individual management reviews|(?:data|the) (?:and )?sample|(?:the )?reviews (?:included|considered|in scope|that were (?:read|included|analysed))|which reviews [^.?!]{3,40}",
        ),
    ),
    (
        S.GOOD_PRACTICE,
        (
            rf"(?:(?:examples?|areas|evidence) of )?(?:good|effective|positive|notable|noteworthy) practice(?: (?:examples?|identified|points|observed|noted|highlighted))?(?: (?:in|from|by|across){_MORE})?",
            r"what (?:was |is |has |has been |did we |are we )?(?:worked|went|works|working|going|done|do|doing) (?:well|right)|what [\w ’']{3,30} (?:did|do|got|get) (?:well|right)|(?:areas of )?strengths?(?: identified)?|what helped|practice that (?:worked|helped|made a difference)|practice (?:worth|to) (?:repeat|share|shar|celebrat|not|build)(?:ing|e|ing on)?",
            rf"(?:it|{_WE}|not) (?:(?:was|did|were)(?: not|n['’]t) )?(?:all|everything|everyone) (?:was |went |got it |had )?(?:missed|bad|wrong|lost|failed|negative)|what (?:we would|we['’]d|we want to|others can) (?:like to |want to )?(?:see|do|have|hear|keep) (?:again|more of|doing)|(?:practice|work|things?|what)(?: that)?(?: (?:we are|to be|worth being|made us))* proud(?: of)?|credit where (?:it is|it['’]s|credit is) due|bright spots?|(?:what|who|things that|practice that) (?:shone|stood out)(?: for the (?:right|good) reasons)?|(?:what|things) (?:was|were|that (?:was|were)) done well|worth (?:repeating|copying|keeping|celebrating)",
        ),
    ),
    (
        S.RECOMMENDATIONS,
        (
            rf"(?:{_LEVEL} )*(?:actions?\s*(?:and|&|/)\s*)?recommendations?(?: (?:for|to|from|arising|made|of|by|at|across|in)(?:(?! [-–—] )[^.;:]){{2,60}})?(?:\s*(?:[-–—:]|\()\s*(?:national|local|regional|multi-agency|single[- ]agency)\)?)?",
            r"recommendations?\s*(?:and|&|/)\s*(?:key )?(?:actions?|next steps|action plan)|what (?:the review|we|the reviewers?) recommend(?:s|ed)?|(?:the )?review recommends|what we (?:want|would like) to see|recommendations includ(?:e|ing)|what (?:are|were) the (?:key )?recommendations",
            rf"what {_WE} (?:is|are|am) asking(?: for| of)?[^.?!]{{0,30}}|(?:our )?asks?(?: of [^.?!]{{3,30}})?",
            rf"(?:questions and )?(?:considerations|challenges|issues|matters|points)(?: and questions)? for (?:the )?(?:[\w’']+ )?{_BODY}(?: to consider)?|issues for (?:consideration|the board)",
            rf"what (?:we|the [a-z]+) (?:wants?|would like|needs?|expects?|asks?|hopes?) (?:for |to happen(?: next| now)?|{_ANYBODY} to (?:do|change|consider))(?: (?:next|now|differently))?",
            rf"what {_ANYBODY} (?:is|are) (?:being )?asked(?: (?:to (?:do|consider|change|think about)|for))?|what we (?:ask|need) (?:of|from){_MORE}",
            r"(?:we|(?:the )?(?:review(?:ers?)?|panel|report|authors?|board|partnership)) (?:therefore |also )?(?:recommends?|makes? (?:the following|these|[a-z]+) recommendations?)",
            rf"(?:things|changes) (?:that |which )?(?:we|the [a-z]+) (?:recommends?|asks?|is asking|are asking|wants? to see|would like to see)(?: (?:for|of|from){_MORE})?",
        ),
    ),
    (
        S.ACTIONS,
        (
            rf"(?:(?:key|agreed|required|next|immediate|safeguarding|single[- ]agency|multi-agency|partnership|composite|planned|outstanding|further|remaining|local|improvement|our|agency) )*(?:actions?(?: points?| plans?)?|next steps|plan|improvement plan)(?: (?:taken forward|required|agreed|needed|planned|arising|to be taken|(?:from|for|arising from|against){_MORE}))?",
            r"what (?:happens|comes) next|(?:what is |what's |work )?still to (?:do|be done|come)|what (?:remains|is left)(?: to (?:do|be done))?|(?:our |key |next )?priorities(?: (?:for|in)(?! learning| practice) [^.?!]{3,40})?|improving (?:systems|practice|systems and practice)|what we (?:want|would like|need) to change(?: next)?|how (?:will|are) we (?:make|making) (?:this|it) happen",
            rf"what (?:needs to|will|must|should|has to) (?:happen|change|be (?:done|different))(?: next| now)?|what (?:will )?{_WE} (?:will )?(?:do|be doing)(?: next| about (?:it|this))?",
            rf"what (?:are |is )?{_WE} (?:are |is )?(?:going to do|planning)(?: next| now)?(?: about (?:it|this))?",
            r"what (?:to do|you (?:can|need to|should|must) do|(?:should|can|must|do) (?:i|you|we|practitioners|professionals) (?:need to )?do)(?: now| next| differently| this week| today)?",
            rf"(?:(?:key|main|next|practical|important|simple) )?(?:things|steps|changes|tasks|priorities) (?:that |which )?{_ANYBODY} (?:all )?{_SHOULD} {_DO}",
            rf"(?:things|changes) (?:that |which )?(?:need to|have to|must|should) (?:happen|change|be (?:done|made|different))(?: now| next)?|(?:(?:key|main) )?(?:things|steps) to (?:do|take)(?: (?:now|next|today|this week|differently|in{_MORE}))?",
            r"changes (?:that are )?(?:needed|required|to make|we need)|(?:what|where) next|where (?:do )?we go from here|now what|to do list",
            rf"what (?:needs to|must|should|has to) (?:happen|change|improve|be (?:done|different)) (?:for|in|across|at|as a result){_MORE}|what {_ANYBODY} {_SHOULD} {_DO}|what should {_ANYBODY} {_DO}|who (?:should|must|will|needs to) do what|how (?:practice|services|things|we) {_SHOULD} (?:change|improve)",
        ),
    ),
    (
        S.LEARNING,
        (
            r"(?:summary of (?:the )?)?(?:the )?(?:(?:key|main|practice|identified|emerging|immediate|multi-agency|single[- ]agency|wider|overall|shared|local|other) )*(?:learning|lessons)"
            r"(?: (?:points?|themes?|messages?|summary|opportunities|outcomes))?(?:\s*(?:and|&)\s*good practice(?: examples?)?)?"
            rf"(?: (?:learn(?:ed|t)|identified|into practice|to be learn(?:ed|t)|includes?|focus(?:es)? on))?{_OF_WHAT}",
            rf"key (?:practice )?(?:messages?|points){_OF_WHAT}|practice (?:points|reminders|considerations|tips)|(?:top|practical) tips|take[- ]?(?:away|home)(?: message)?s?|reminders? for practice|things to remember|remember",
            r"what (?:is|was|are|were) the (?:key )?(?:learning|lessons)(?: points?)?|what (?:can |did |have )?(?:we|i|practitioners) (?:have |can |to )?learn(?:ed|t)?(?: (?:from|about) [^.?!]{3,40})?|priorities for learning(?: and change)?|what does good (?:practice )?looks? like|best practice|changing practice",
            rf"(?:implications|messages|actions) for (?:practice|practitioners|frontline [a-z]+|your practice)|messages from{_MORE}|(?:practice|organisational|practice and organisational|agency) learning",
            r"what (?:this|it) means for (?:practice|practitioners|professionals|you|me|us|your (?:team|practice))",
            r"what (?:do|does|should) (?:this|it|i|you|we|practitioners|professionals) (?:mean|need to know|know)(?: for (?:me|you|us|practitioners|(?:(?:my|your|our) )?(?:practice|team|work|service)))?|how can (?:i|you|we) make a difference",
            r"what needs to be (?:done )?differently?",
            rf"(?:things|points|messages) (?:that |which )?{_ANYBODY} (?:(?:should|must|can|will|all|need to|have to|want to) )*(?:remember|take away|know|learn(?:ed|t)?)(?: from{_MORE})?|(?:messages|points) to (?:take|share|pass on)(?: (?:back|away|home))?(?: (?:to|with|from){_MORE})?|what we (?:now know|know now|are taking away|will take away)",
            r"(?:learning |key )?points for practice",
        ),
    ),
    (
        S.FINDINGS,
        (
            rf"(?:(?:key |main |summary of |overall |review |multi-agency |systems? |audit |thematic |practice |response to (?:the )?)*(?:the )?findings?(?:\s*(?:/|and|&)\s*(?:themes?|analysis|learning))?(?: in detail)?(?: (?:of|from|across|for){_MORE})?)",
            rf"(?:key |main |emerging |practice |common |cross-cutting |recurring |learning )*(?:issues|themes|patterns)(?: and (?:themes|findings))?(?: identified| emerging)?(?: (?:arising )?(?:from|across|in){_MORE})?",
            rf"(?:critical |thematic |practice |overall |detailed )?(?:analysis|appraisal|evaluation)(?: of (?:practice|themes|key [^.?!]{{3,30}}|agency involvement|the key lines of enquiry|professional practice))?(?: (?:by|against|across){_MORE})?(?: and appraisal)?|discussion|key lines of enquiry(?: \([^.?!]{{2,8}}\))?",
            r"what (?:did )?(?:we|the (?:review|audit|analysis)|reviewers?) (?:f(?:ou|i)nd(?: out)?|told us|tells us)|what was found|what (?:are|were) the (?:key |main )?(?:themes|findings|issues)|what (?:does )?(?:this|it) tells? us|what went wrong|what (?:could have been|was not|did not|wasn['’]t|didn['’]t)(?: done| gone| go| working| work)? ?(?:better|well)|why (?:does |did )?(?:it|this) matters?(?:ed)?",
            r"(?:areas for (?:improvement|development)|areas of concern|missed opportunities|(?:the )?barriers(?: to [^.?!]{3,30})?)(?: identified)?|what hindered|what got in the way|what made a difference|what [^.?!]{3,40} (?:have|had) in common|(?:common|shared) (?:threads|ground)|what (?:are )?we(?: are)? worried about",
            r"what (?:was|were|we|(?:the )?review(?:ers?)?|practitioners|workers) (?:saw|seen|noticed|noted|heard|identified|missed|missing|lost|overlooked)|what (?:did not|didn['’]t) go (?:so|as) well|what (?:could|should) have (?:been|happened)(?: done)?(?: (?:different|differently))?|where (?:things|practice|it) (?:went wrong|fell short)|what (?:was|were) (?:difficult|hard)(?: for [^.?!]{3,40})?|gaps(?: in [^.?!]{3,40})?(?: identified)?",
        ),
    ),
    (
        S.PROGRESS,
        (
            r"progress(?: (?:to date|so far|update|made|report|since [^.?!]{3,40}|against [^.?!]{3,40}|on [^.?!]{3,40}))?|(?:completed |immediate )?(?:actions?|steps|improvements|changes|work) (?:already )?(?:taken|made|completed|undertaken|done|since|to date)(?: (?:to date|so far|already|since [^.?!]{3,40}|[^.?!]{3,25}))?",
            r"completed actions|b?rag(?: rating| status)?|status|update|current position|(?:service |practice )?developments(?: since [^.?!]{3,40})?|what is already in place|what is changing|what (?:has|have) (?:already )?(?:happened|been put in place)(?: already| so far| since[^.?!]{0,30})?|what [\w ]{3,30} (?:has|have) already (?:done|changed|put in place)|what (?:we are|is) already (?:doing|being done)",
            r"what (?:we have|has been|have we|has been) (?:already )?(?:been )?done(?: so far| since[^.?!]{0,30})?|response(?: (?:to|from) (?:the )?(?:findings|recommendations|review|board|partnership))?",
            rf"what (?:are |is )?{_WE} (?:are |is )?doing(?: now)?(?: about (?:it|this))?|what {_WE} (?:did|(?:have|has) (?:already )?done)(?: about (?:it|this)| next| so far| since)?",
            r"(?:the )?(?:board|partnership|agency|single[- ]agency|partner)(?:'s|’s)? responses?|updates? (?:on|from) (?:earlier|previous|past|our|other) [^.?!]{3,40}|update since [^.?!]{3,40}|what (?:is|has) happen(?:ing|ed) (?:as a result|since)",
        ),
    ),
    (
        S.QUESTIONS,
        (
            r"(?:(?:an?|one|some) )?(?:(?:reflective|discussion|key|team|practice|supervision|challenge|reflection) )*questions?(?: (?:to (?:consider|ask|discuss|think about|take|reflect on)(?: (?:yourself|to supervision|in [^.?!]{3,30}))?|for (?:the (?:board|partnership)|reflection|discussion|your (?:next )?(?:team|supervision)|you|teams|supervision|practitioners|managers|leaders|staff|professionals|you and).{0,30}))?",
            r"(?:(?:points|prompts|things|time) (?:for|to) )?(?:reflection|discussion|consider|think about|discuss|reflect)(?: (?:points?|prompts?|and (?:discussion|reflection)|on practice))?|(?:self-)?reflect(?:ion|ions|ive practice)(?: points)?|food for thought",
            r"(?:think|talk) about (?:it|this|your practice)(?: (?:in|with|at) [^.?!]{3,30})?|think about|(?:to )?talk about(?: it)?|one question|ask yourself|team discussion|discuss in your team|what (?:will|would|could) you do differently|how (?:could|will|can) you use this (?:in|with) your team|for your (?:next )?(?:team|supervision)(?: (?:meetings?|discussions?|sessions?))?|for (?:discussion|reflection)(?: in (?:your )?(?:team|supervision).{0,20})?",
        ),
    ),
    (
        S.CONCLUSION,
        (
            r"conclusions?(?: (?:and (?:next steps|summary)|of (?:the|this) [a-z]+))?|(?:concluding|final|closing) (?:remarks|comments|thoughts|words)|summary(?: and conclusions?)?|in (?:summary|conclusion)|before you go|to (?:sum up|finish|end with)",
        ),
    ),
    (
        S.GLOSSARY,
        (
            r"glossary(?: of terms)?(?: (?:and|of) (?:abbreviations|acronyms|terms))?|(?:abbreviations|acronyms|definitions)(?: (?:used|and (?:abbreviations|acronyms|definitions|terms)))*|terms (?:used(?: (?:in|by|throughout) [^.?!]{3,40})?|and (?:abbreviations|acronyms|definitions))|list of (?:acronyms|abbreviations)|key (?:to abbreviations|terms)",
        ),
    ),
    (
        S.RESOURCES,
        (
            r"(?:(?:further|useful|more|additional|other|local|national|helpful|related|key|relevant) )*(?:information|resources|links|reading|guidance|support|contacts|training|tools|policies|procedures)(?: (?:and|&) (?:resources|support|links|guidance|reading|training|procedures|events|tools|information))*(?: to further information)?",
            r"references|bibliography|endnotes|footnotes|notes|dates for (?:your|the) diary|sources of (?:support|help)|where (?:to (?:find|get|go)|can i (?:find|get)) [^.?!]{3,40}|(?:how (?:do|can) i )?(?:find out|want to know|read|learn) more(?: about [^.?!]{3,30})?|appendi(?:x|ces)(?: [\da-z])?(?:\s*[:\-–—].{0,80})?|contact(?: us| details)?",
        ),
    ),
)
