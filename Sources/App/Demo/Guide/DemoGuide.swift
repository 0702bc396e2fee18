// The demo's guide: sections in the order of the agreed outline. `[@issue:key]`, `[@aspect:key]`, `[@case:key]`,
// `[@intervention:key]`, `[@vision:group]` and `[@round:topic]` become citations of the evidence with that key.

struct DemoSection: Sendable, Equatable {
    enum Kind: String, Sendable { case text, recommendation }

    let key: String
    /// Nothing for a section of the first level.
    let parent: String?
    let kind: Kind
    let title: String
    /// Markdown.
    let text: String

    init(_ key: String, in parent: String? = nil, kind: Kind = .text, _ title: String, _ text: String) {
        self.key = key
        self.parent = parent
        self.kind = kind
        self.title = title
        self.text = text
    }
}

enum DemoGuide {
    static let title = "Working together in the first day: a guide for health, security and civil protection"

    static let sections: [DemoSection] = opening + leading + sharing + warning + plans + closing

    private static let opening: [DemoSection] = [
        DemoSection(
            "about", "About this guide",
            """
            This guide is on cooperation between health, security and law enforcement, and civil protection, before and in the first \
            day of a biological or chemical attack. It holds no technical advice on agents. It is written for those who prepare plans \
            in ministries, regions, hospitals, police and civil protection.

            It was sketched in two days by 45 experts of 13 countries and three sectors. They wrote down what gets in the way, joined \
            what said the same, and voted. Six issues were taken into nine groups. Each group said what helps and what hinders, on the \
            ground of past events and exercises, described a better situation, and named what it takes in its own country.

            Everything here can be followed back. A number in brackets leads to the list of evidence: the issue as it was written, the \
            vote in three readings, the case, the intervention. The annex lists for each recommendation what it rests on.

            > All people, organisations and cases in this demonstration are invented.
            """),
        DemoSection(
            "how", in: "about", "How the room decided",
            """
            The vote on information sharing [@round:3] and the vote on planning and governance [@round:2] were secret. Each was read \
            in three ways: each person the same, each sector the same, each country the same. Where the readings differ, the guide \
            says so, because a recommendation that one sector needs and another does not see is just what has to be talked about.

            The room did not agree on everything. Issues that were not taken into the groups are not lost: they stand in the workshop's \
            report, each with the reason why it went no further.
            """),
        DemoSection(
            "use", in: "about", "How to use it",
            """
            1. Read the six recommendations with colleagues of the other two sectors, not alone.
            2. Mark what you have, what you lack, and what does not fit.
            3. Look up who has solved what you lack, and call them.
            4. Choose two things for the next twelve months. Name an owner and a date.
            5. Exercise them. What was never exercised is a wish.

            The list of interventions is made for this: difficulty and impact are judgements of the groups, on scales from 1 to 5.
            """),
    ]

    private static let leading: [DemoSection] = [
        DemoSection(
            "leading", "Leading together",
            """
            An attack is a crime scene and a health emergency at once. The room put the question of who leads among its first \
            [@issue:who-leads], and security experts put it higher than the others did [@round:2]. It is an old question. What is new \
            is that several countries have answered it on one page.
            """),
        DemoSection(
            "leading-why", in: "leading", "What stands in the way",
            """
            Three laws name three lead authorities, and none speaks of the hand-over [@aspect:law-conflict]. So each authority opens \
            its own crisis room [@aspect:two-rooms]. In an invented but familiar case, both rooms gave sound orders that excluded one \
            another for ninety minutes [@case:twin-lead].

            It costs time in exercises too. The first forty minutes go into the question of who is in charge [@aspect:forty-minutes], \
            as in LANTERN, where the group decided quickly once that was settled [@case:lantern].

            What helps is simple: the three sectors have sat at one table before [@aspect:joint-table], and a single sheet says who \
            leads in which phase [@aspect:phase-sheet].
            """),
        DemoSection(
            "leading-rec", in: "leading", kind: .recommendation, "Agree on a single sheet of phases",
            """
            **Write down on one page who leads in which phase, who supports, and with which words the lead is handed over.** \
            [@intervention:sheet-fr]

            The group's better situation is that everybody can say who leads at this moment, because the lead follows the phase \
            [@vision:4]. The sheet does not change any law. It says how the laws are applied together, and it is signed by those who \
            would otherwise lead each for themselves.

            - *Who:* the authority that coordinates, with the prosecutor and the health authority.
            - *First step:* compare the sheets of two other countries; an afternoon is enough for a draft.
            - *Test:* exercise nothing but the hand-over, twice a year, in ninety minutes [@intervention:handover-hr].
            - *Further:* one crisis room for the first day, with a desk for each sector and one log [@intervention:room-no].

            One delegation adapts the sheet to a principle of its own: the service that is responsible every day stays responsible. The \
            sheet then says who coordinates, not who commands.
            """),
    ]

    private static let sharing: [DemoSection] = [
        DemoSection(
            "sharing", "Sharing what others need to know",
            """
            Two of the six issues are on information that exists and does not arrive. One goes from the police to health and civil \
            protection [@issue:clearance], the other from hospitals to investigators [@issue:patient-data]. They mirror each other: \
            on both sides careful people keep back what they could have given, because nobody has said beforehand what may be given.
            """),
        DemoSection(
            "sharing-why", in: "sharing", "What stands in the way",
            """
            A clearance takes nine to fourteen months and ends when a person changes the post [@aspect:clearance-year]. More \
            clearances are therefore a slow answer. The faster one is to write for people without a clearance, and that fails for a \
            small reason: nobody has the task of doing it [@aspect:nobody-writes]. Seven countries said that they have the same gap; \
            two have closed it.

            With patient data it is the other way round. Three laws are quoted for the same request, and each names another authority \
            that decides [@aspect:three-laws]. Doctors fear a personal penalty, so they wait or refuse [@aspect:fear]. In the case of \
            the market hall one ward gave everything, another nothing, and nobody had been wrong on purpose [@case:market-hall].

            Two cases show that it can be otherwise. With suspicious letters that proved to be a false alarm, a version of half a page \
            was ready within an hour, because a form for it lay ready [@case:letters]. After an accident in a school, lawyers of both \
            sides answered every question within minutes, because they sat in one room [@case:school].
            """),
        DemoSection(
            "release-rec", in: "sharing", kind: .recommendation, "Keep a form for half a page that may be passed on",
            """
            **Have a form ready with which the police write, within two hours, half a page that every sector may use and pass on.** \
            [@intervention:form-ie]

            In the better situation the text says who wrote it and when the next one comes [@vision:1]. It is written for others from \
            the first hour on, and a liaison officer asks for what is missing [@vision:7].

            - *Who:* the police; a named writer in each investigation team [@intervention:writer-hr].
            - *First step:* take over the form of a country that uses one [@aspect:half-page].
            - *Further:* a health liaison officer in the situation room during large events, with deputy and access \
            [@intervention:liaison-fi].
            - *One sentence for every plan:* in case of doubt, say the useful minimum, then the rest [@intervention:minimum-fr].

            Clearances that belong to a function and not to a person were proposed too. The country that proposed them has declined its \
            own proposal for now, since the law would have to change. It stays on the list.
            """),
        DemoSection(
            "data-rec", in: "sharing", kind: .recommendation,
            "Say beforehand which patient data may be given, and who decides",
            """
            **Give each ward one card: what may be given to investigators at once, what only after a decision, and whose.** \
            [@intervention:card-be]

            The card needs two things behind it: a minimum data set that has been agreed with the data protection authority \
            [@intervention:dataset-hu], and one function that decides on the rest, day and night [@intervention:function-it]. Then a \
            doctor knows within minutes what may be given [@vision:2], and does not have to be brave [@vision:8].

            - *Who:* the ministry of health with the prosecutors.
            - *First step:* lawyers of both sides write the card together, as they did in the case of the school \
            [@aspect:joint-lawyers].
            - *Write down once what was given to whom* [@intervention:log-es], so that it need not be asked for again.

            The health sector gave this issue more weight than civil protection did [@round:3]. Groups 2 and 8 worked on it \
            independently and came to nearly the same; they linked what they share and kept apart what differs.
            """),
    ]
}
