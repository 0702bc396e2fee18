import Domain
import Storage
import Web

/// What the cities write and share.
extension CitiesMaker {
    /// A report that two cities wrote and released, and one that is being written.
    func write(_ start: Start) async throws {
        guard let london = start.accounts[CitiesPeople.london],
            let washington = start.accounts[CitiesPeople.washington],
            let (one, other) = pair(start, CitiesPeople.london, CitiesPeople.washington)
        else { return }
        let (first, second) = (try await stage.visit(london), try await stage.visit(washington))
        var plan = PublicationPlan()
        (plan.title, plan.due) = ("Demo report: preparing a city for a biological threat", stage.day(-10))
        plan.leads = [PublicationLead(member: one, account: nil), PublicationLead(member: other, account: nil)]
        let report = try await PublicationOperations.plan(first, in: start.programme, plan)
        try await fill(try await PublicationRoom.open(first, report), Self.report, first)
        try await PublicationReleasing.openReview(first, report, note: "")
        let version = try await services.database.read { reading in
            let guide = try PublicationReleasing.text(of: PublicationStore(reading).publication(report), reading)
            return try GuideReviewStore(reading).reviewed(guide)?.id
        }
        if let version {
            try await PublicationReleasing.release(first, report, for: one, version)
            try await PublicationReleasing.release(second, report, for: other, version)
        }
        guard let paris = start.accounts["FRPAR"], let (third, fourth) = pair(start, "FRPAR", "SESTO") else { return }
        let writer = try await stage.visit(paris)
        (plan.title, plan.due) = ("Demo report: major events and crowded places", stage.day(50))
        plan.leads = [PublicationLead(member: third, account: nil), PublicationLead(member: fourth, account: nil)]
        let next = try await PublicationOperations.plan(writer, in: start.programme, plan)
        try await fill(try await PublicationRoom.open(writer, next), Array(Self.report.prefix(2)), writer)
    }

    private func pair(_ start: Start, _ one: String, _ other: String) -> (MemberRef, MemberRef)? {
        guard let first = start.member(one), let second = start.member(other) else { return nil }
        return (first, second)
    }

    private static let report = [
        "Two cities compared how they would notice a biological threat, whom they would tell, and what would follow. All of it is made up.",
        "After a seminar both found the same gap: hospitals and police do not know each other's first call.",
        "In three workshops each city drew its route of information, and tried it on the telephone.",
        "A first call took four hours in one city and forty minutes in the other. The difference was one list, kept up to date every month.",
        "One list of telephone numbers for day and night, held by both services; a call every month to try it.",
        "Name who is called first, by day and by night.", "Try the call every month.",
        "Tell the other services within two hours, also when nothing is sure.",
        "In a year both cities measure again, and tell the network.",
    ]

    /// Writes into the sections one after the other, as far as the texts go.
    private func fill(_ event: Event.ID, _ texts: [String], _ visit: Visit) async throws {
        guard let tree = try await services.database.read({ try GuideStore($0).tree(of: event) }) else { return }
        let parents = Set(tree.sections.values.compactMap(\.parent))
        let leaves = tree.places.map(\.id).filter { !parents.contains($0) }
        for (section, text) in zip(leaves, texts) {
            try await SectionOperations.setText(visit, event, section, language: "en", text)
        }
    }

    /// A practice, a question, and two needs that several cities name.
    func share(_ start: Start) async throws {
        let green = AudienceChoice(marking: "GREEN")
        if let account = start.accounts["NLRTM"] {
            var practice = PracticeFields()
            practice.title = "One list of numbers for the first call"
            practice.summary =
                "Police, ambulance and port keep one list of who is called first. It is tried every month. Made up for the demo."
            practice.conditions = "Somebody who keeps the list, and an hour a month."
            practice.happenedOn = "2019"
            _ = try await PracticeOperations.share(
                try await stage.visit(account), in: start.programme,
                PracticeDraft(fields: practice, owner: start.member("NLRTM"), choice: green))
        }
        if let account = start.accounts["GBMNC"] {
            var notice = NoticeFields()
            notice.kind = NoticeFields.Kind.question.rawValue
            notice.title = "Who has a plan for the crowd that leaves a stadium when trains stop?"
            _ = try await NoticeOperations.post(
                try await stage.visit(account), in: start.programme,
                SharedDraft(fields: notice, member: start.member("GBMNC"), choice: green))
        }
        let needs = [
            ("Cyber attacks on what a city runs", ["SESTO", "GBLON", "FRPAR"]),
            ("Strategic communication while little is known", ["GBLON", "DKCPH"]),
        ]
        for (title, cities) in needs {
            var fields = SharedNeedFields()
            fields.title = title
            guard let first = cities.first, let account = start.accounts[first] else { continue }
            let need = try await SharedNeedOperations.propose(
                try await stage.visit(account), in: start.programme,
                SharedDraft(fields: fields, member: start.member(first), choice: green))
            for city in cities.dropFirst() {
                guard let account = start.accounts[city], let member = start.member(city) else { continue }
                _ = try await SharedNeedOperations.name(
                    try await stage.visit(account), start.programme, need.id, for: member, note: "")
            }
        }
    }
}
