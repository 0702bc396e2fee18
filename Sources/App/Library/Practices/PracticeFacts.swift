import Domain
import Markup
import Storage
import Web

/// Practices that members share, and what others do with them.
enum PracticeFacts: RoutedFeature, StoredFeature, JournalFeature, NoticeFeature, TodayFeature {
    static var routes: [Route] { PracticeRoutes.all }
    static var api: [APIRoute] { PracticeAPI.routes }
    static var notices: [Done] { [.practiceShared, .practiceWithdrawn, .practiceDecided] }

    static var tables: [TableFacts] {
        [
            TableFacts(
                "practice_adoption", search: .left("it stands on the page of its practice, by who reads that"),
                person: .rows(362, [.actor("decided_by")]), texts: ["note"], seats: [.actor("decided_by")],
                file: .stays("what members decide belongs to the network of a server"))
        ]
    }

    static var journal: [JournalKind] {
        [
            JournalKind("practice.sharing", L("Practice shared")),
            JournalKind("practice.change", L("Practice changed")),
            JournalKind("practice.withdrawal", L("Practice withdrawn")),
            JournalKind("practice.decision", L("Member decided what to do with a practice")),
        ]
    }

    static var notificationKinds: [NotificationKind] {
        [
            NotificationKind(
                code: "practices", order: 66, label: L("Practices"),
                hint: L(
                    "New practices of members, what is withdrawn, and what became of those that my member took over."))
        ]
    }

    static var news: [NewsKind] {
        var shared = NewsKind.programme("practice.sharing", "practices", at: { Paths.cases($0) + "?kind=practice" }) {
            L($0, one: "\($0) new practice in the library", other: "\($0) new practices in the library")
        }
        shared.isFor = { subject, _, reader, reading in
            guard let id = Case.ID(String(subject.dropFirst(5))) else { return false }
            do {
                return try CaseReading(reader.visitor, now: reader.now, reading).sees(CaseStore(reading).record(id))
            } catch let refusal as Refusal where refusal.status == .notFound {
                return false
            }
        }
        return [shared]
    }

    /// For who acts for a member.
    static func firstSteps(for reader: AccountReader, _ reading: any Reading) throws -> [TodayStep] {
        let roster = try NetworkRoster.read(reader.visitor, reading, now: reader.now)
        let speaks = roster.belongs.keys.contains { MemberVoice(reader.visitor, $0, roster).speaks }
        guard speaks else { return [] }
        return [
            TodayStep(
                order: 20, label: L("Share a practice"),
                words: L("Something that works where you are, told so that others can take it over."),
                path: Paths.practiceStart())
        ]
    }

    /// What became of a practice that the reader's member took over a year ago; and what was withdrawn that they had read.
    static func waiting(for reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        let mine = Set(reader.visitor.mandates.filter(\.mayAct).compactMap { MemberRef($0.holder) })
        let store = CaseStore(reading)
        let own = try CaseReading(reader.visitor, now: reader.now, reading)
        let due = try PracticeStore(reading).due(for: mine, on: CalendarDate.today(reader.now))
        let practices = try store.cases(due.map(\.practice))
        let readable = Set(try own.seen(Array(practices.values)).map(\.id))
        var tasks: [TodayTask] = due.compactMap { adoption in
            guard let practice = practices[adoption.practice], readable.contains(practice.id) else { return nil }
            return TodayTask(
                id: "practice-again-\(adoption.id)-\(adoption.askAgainOn ?? "")", kind: "practices",
                what: L("What became of the practice that you took over?"), place: practice.title,
                why: L("A year ago you said: \(adoption.decision.label)."),
                path: Paths.practice(practice.programme, practice.id) + "#decision", marking: practice.marking)
        }
        let since = reader.now - 30 * EpochTime.day
        for (subject, at) in try AudienceStore(reading).withdrawn(from: reader.id, of: .pastCase, since: since) {
            guard let id = Case.ID(subject), let practice = try store.cases([id])[id] else { continue }
            let isPractice = practice.kind == .practice
            tasks.append(
                TodayTask(
                    id: "practice-withdrawn-\(id)-\(at)", kind: isPractice ? "practices" : "library",
                    what: isPractice
                        ? L("A practice was withdrawn: no longer use it")
                        : L("A case was withdrawn: no longer use it"), place: practice.title,
                    why: L("You had read it."),
                    path: isPractice
                        ? Paths.practice(practice.programme, id) : Paths.pastCase(practice.programme, id),
                    marking: practice.marking))
        }
        return tasks
    }
}

/// Who asked makes a practice of an answer.
extension PracticeFacts: NoticeAnswerFeature {
    static func link(_ answer: NoticeAnswerRecord, of notice: NoticeRecord) -> HTML {
        """
        <p><a href="\(Paths.newPractice(notice.programme))?answer=\(answer.id)">\(L("Make a practice of it"))</a></p>
        """
    }
}

extension Done {
    static let practiceShared = Done("practiceShared", L("Shared. Those who may read it find it in the library."))
    static let practiceWithdrawn = Done("practiceWithdrawn", L("Withdrawn: whoever had it is told why."))
    static let practiceDecided = Done("practiceDecided", L("Kept. You are asked again in a year."))
}

extension PracticeFacts: WeekFeature {
    static func tellWeek(_ asked: WeekAsked, _ reading: any Reading) throws -> [WeekItem] {
        let own = try CaseReading(asked.reader.visitor, now: asked.until, reading)
        return try asked.programmes.flatMap { programme -> [WeekItem] in
            let new = try CaseStore(reading).cases(of: programme).filter {
                $0.kind == .practice && asked.isNew($0.createdAt) && $0.author != asked.reader.id
            }
            return try own.seen(new).map {
                WeekItem(
                    kind: .practice, programme: programme, title: $0.title, language: $0.language, marking: $0.marking,
                    path: Paths.practice(programme, $0.id))
            }
        }
    }
}
