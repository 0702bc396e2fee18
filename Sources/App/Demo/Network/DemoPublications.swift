import Domain
import Storage
import Web

/// Publications of an invented network, for the stories that have one: a report that two members have written and released, and another that
/// is being written.
struct DemoPublications {
    /// Who speaks for a member.
    struct Author {
        let member: MemberRef
        let account: Account.ID
    }

    let work: Work
    let programme: Programme.ID

    private func work(of author: Author) -> Work {
        Work(work.tx, work.environment, actor: "account:\(author.account)")
    }

    /// - Parameters:
    ///   - texts: by the number of the section, as the usual structure of a report numbers them: "1" is why it is written.
    ///   - authors: at least two, of different members, where it is released.
    @discardableResult
    func write(
        _ title: String, marking: Marking = .green, due: String = "", by authors: [Author], _ texts: [String: String],
        isReleased: Bool
    ) throws -> Publication.ID {
        guard let first = authors.first else { throw Refusal.noLeads }
        var plan = PublicationPlan()
        (plan.title, plan.marking, plan.due) = (title, marking.rawValue, due)
        plan.leads = authors.map { PublicationLead(member: $0.member, account: nil) }
        let id = try PublicationOperations.planIn(work(of: first), in: programme, plan.cleaned)
        let event = try PublicationRoom.openIn(work(of: first), .known(id, work.tx))
        guard let tree = try GuideStore(work.tx).tree(of: event) else { throw Refusal.noWritingRoom }
        for (number, text) in texts.sorted(by: { $0.key < $1.key }) {
            guard let section = tree.places.first(where: { $0.number == number })?.id else { continue }
            try SectionOperations.setTextIn(work(of: first), tree.guide, section, text)
        }
        guard isReleased else { return id }
        try PublicationReleasing.openReviewIn(work(of: first), .known(id, work.tx), nil)
        let guide = try GuideReviewStore(work.tx).guide(of: event)
        guard let version = try GuideReviewStore(work.tx).reviewed(guide)?.id else { throw Refusal.notInReview }
        for author in authors {
            let seen = try SeenPublication.known(id, work.tx)
            guard !seen.record.isReleased else { break }
            _ = try PublicationReleasing.releaseIn(
                work(of: author), seen, for: author.member, by: author.account, version)
        }
        return id
    }

    /// Planned, and nobody has taken it on.
    @discardableResult
    func plan(_ title: String, due: String) throws -> Publication.ID {
        var plan = PublicationPlan()
        (plan.title, plan.due) = (title, due)
        return try PublicationOperations.planIn(work, in: programme, plan.cleaned)
    }
}

/// What the reports of the story of cities say; everything in it is invented.
enum DemoReports {
    static let water = "Drinking water in two cities: who guards the springs"
    static let waterTexts: [String: String] = [
        "1":
            "Two cities draw their water from springs that lie outside of their own territory. In both, three services believed that another one watched them.",
        "2":
            "Each city walked the way of its water with the other's people: from the spring to the last tank, in two days, with the same list of questions.",
        "3":
            "Between the spring and the first pump nobody had a duty to look. The alarm of the pump went to a telephone that is answered in office hours.",
        "4":
            "- One list of all gates with one name for each, read out once a month.\n- The night call goes to the fire service, which knows whom to wake.",
        "5": "What follows can be done within a year, and by a city of any size.",
        "6": "A seminar in spring, to which every city brings its own list of gates.",
    ]
    static let crowd = "Crowds at railway stations: what two cities practise"
    static let crowdTexts: [String: String] = [
        "1": "Both cities evacuated a station in the last two years. Both were slower at the doors than on the stairs."
    ]
    static let planned = "Chemical transport through city centres"
}
