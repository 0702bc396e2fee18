extension DemoGuide {
    static let warning: [DemoSection] = [
        DemoSection(
            "warning", "Warning hospitals first",
            """
            Hospitals learn of an incident from arriving patients or from the news [@issue:first-call]. For experts of the health \
            sector this came first of all, for the others in the middle [@round:3]. It is the cheapest of the six to mend.
            """),
        DemoSection(
            "warning-why", in: "warning", "What stands in the way",
            """
            Control rooms wait for a confirmed picture before they warn anybody [@aspect:wait-confirm]; they may only pass on what is \
            confirmed, and nobody has told them otherwise [@aspect:unconfirmed]. The first call to hospitals belongs to no plan, so it \
            depends on who is on duty [@aspect:no-owner]. When a concert hall was evacuated, staff learnt from a visitor's telephone \
            what had happened [@case:concert].

            Across a border the way is longer still: through two capitals and back [@aspect:border-calls], as in RIVER BRIDGE \
            [@case:river-bridge].

            The contrary has been tried. In WINTER WARD three lines went to all hospitals at the moment of deployment, and two thirds \
            had opened their plan before the first patient came [@case:winter-ward].
            """),
        DemoSection(
            "warning-rec", in: "warning", kind: .recommendation, "Send three lines at deployment",
            """
            **Warn all hospitals at the moment of deployment with three lines, even if nothing is confirmed.** \
            [@intervention:warning-es]

            The warning leaves the control room together with the first vehicle [@vision:9]. It says what is known, what is not, and \
            when the next one comes. Hospitals answer in one word whether they are open [@vision:3].

            - *Who:* the emergency number; a named function owns the first call [@intervention:owner-at].
            - *First step:* a text of three lines, and permission to send it unconfirmed.
            - *Further:* let the dispatch system do it in parallel with the alarm for the fire service [@intervention:parallel-pl].
            - *At borders:* permit dispatch centres on both sides to call each other directly [@intervention:border-hu].

            False warnings will happen. One delegation asked how many. The answer from practice was: fewer than feared, and each was \
            closed with one line. Hospitals that hear the end of a false alarm go on listening; those that do not, stop reacting \
            [@aspect:false-alarm].
            """),
    ]

    static let plans: [DemoSection] = [
        DemoSection(
            "plans", "Plans that hold",
            """
            A plan says what its own service does, and assumes what others do. Two issues of the room are such assumptions: that the \
            police secure the hospital's entrance [@issue:entrance], and that private companies bring buses and drivers \
            [@issue:operators]. Neither had been asked.
            """),
        DemoSection(
            "plans-why", in: "plans", "What stands in the way",
            """
            Plans rest on assumptions about other services that nobody has asked them to confirm [@aspect:assumption]. In NORTH GATE a \
            hospital closed its main entrance as planned and waited for a patrol that was in no police plan; it came after fifty-five \
            minutes [@case:north-gate]. On such a day all patrols are at the scene [@aspect:no-patrol], and it is open what private \
            guards may do until the police come [@aspect:guard-role].

            With companies it is the same. They are named in plans that they have never seen [@aspect:never-asked]. In FERRY LINE a \
            company was willing, but no contract, no insurance and no contact point existed [@case:ferry-line]. Nobody knows who is \
            liable when a driver comes to harm [@aspect:liability].

            Where a contract had been signed in quiet times, the first lorry left after thirty-five minutes [@case:depot].
            """),
        DemoSection(
            "signature-rec", in: "plans", kind: .recommendation, "Have each expectation signed by whom it concerns",
            """
            **Each plan ends with a list of what it expects of others, and the others sign that list once a year.** \
            [@intervention:signature-pl]

            In the better situation a hospital's entrance is secured within fifteen minutes, because the station that comes knows that \
            it is meant [@vision:5].

            - *Who:* whoever coordinates the plans of a province or region.
            - *First step:* take one plan, underline each sentence in which somebody else does something, and send it to them.
            - *For hospitals:* name a police station and a second one, and drill it [@intervention:patrol-no].
            - *Until the police come:* settle what guards may do, and train them for it [@intervention:guards-pt].
            """),
        DemoSection(
            "contract-rec", in: "plans", kind: .recommendation, "Sign contracts with operators in quiet times",
            """
            **Conclude framework contracts with transport companies: prices, drivers, insurance, a duty telephone.** \
            [@intervention:contract-lv]

            Companies know their part, have agreed to it and are paid for it; one call at night is enough [@vision:6]. The contract \
            answers the three questions on which good will fails: who pays, who is liable, who picks up the telephone \
            [@aspect:framework].

            - *Who:* the service that would call them.
            - *First step:* ask for the text of a contract that has been used.
            - *Test:* give operators a seat at the exercise table [@intervention:seat-it].
            """),
    ]

    static let closing: [DemoSection] = [
        DemoSection(
            "next", "What to do next",
            """
            The six recommendations do not need a new body, a new law or much money. They need an owner in each country, a date, and \
            somebody who asks.

            Most groups gave the same answer to the question of what they need from others: a text that has been used. The form, the \
            card, the three lines, the sheet, the list and the contract exist. The first step of the network is therefore to put these \
            six texts side by side in several languages.
            """),
        DemoSection(
            "visits", in: "next", "Who could visit whom",
            """
            The exchange in plenary showed where a blocker that many share has been solved by somebody. Visits were proposed from \
            this, the fewest trips first:

            | what | solved in | asked for by |
            |---|---|---|
            | a writer for others | Ireland, Finland | seven countries |
            | patient data | Italy | Austria, Belgium, France, Spain |
            | the first warning | Poland | Austria, Croatia, France, Latvia, Spain |
            | who leads | France | Belgium, Croatia, Italy, Norway |
            | contracts | Hungary | Finland, Italy, Latvia |

            A visit is worth its trip when all three sectors travel.
            """),
        DemoSection(
            "measure", in: "next", "How we will know",
            """
            An action counts as done when an exercise has shown it. For each recommendation there is a question that an observer can \
            answer with yes or no:

            1. Could everybody in the room say who leads, at three moments chosen by chance?
            2. Did every sector hold half a page that it may pass on, within two hours?
            3. Did a ward answer a request for data within fifteen minutes, and write it down?
            4. Did hospitals have the warning before the first patient came?
            5. Was each expectation of another service signed in the past twelve months?
            6. Did one call at night set the first vehicle in motion?

            The delegations have said for each intervention whether they adopt it, adapt it or decline it, and report how far they are. \
            The next meeting begins with that list.
            """),
    ]
}
