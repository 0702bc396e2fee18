import Domain
import Storage
import Web

// The nouns of the product, as phantom types of their ids. What each table holds is told in Migrations/.
public enum Account { public typealias ID = Identifier<Account> }
public enum Organisation { public typealias ID = Identifier<Organisation> }
public enum Person { public typealias ID = Identifier<Person> }
public enum Region { public typealias ID = Identifier<Region> }
public enum Programme { public typealias ID = Identifier<Programme> }
public enum Event { public typealias ID = Identifier<Event> }
public enum Topic { public typealias ID = Identifier<Topic> }
public enum Participant { public typealias ID = Identifier<Participant> }
public enum SeatJoining { public typealias ID = Identifier<SeatJoining> }
public enum Issue { public typealias ID = Identifier<Issue> }
public enum Round { public typealias ID = Identifier<Round> }
public enum PaperBallot { public typealias ID = Identifier<PaperBallot> }
public enum GroupPlan { public typealias ID = Identifier<GroupPlan> }
public enum BreakoutGroup { public typealias ID = Identifier<BreakoutGroup> }
public enum Design { public typealias ID = Identifier<Design> }
public enum EventStep { public typealias ID = Identifier<EventStep> }
public enum Card { public typealias ID = Identifier<Card> }
public enum Case { public typealias ID = Identifier<Case> }
public enum Aspect { public typealias ID = Identifier<Aspect> }
public enum EnvisionSheet { public typealias ID = Identifier<EnvisionSheet> }
public enum DesiredSituation { public typealias ID = Identifier<DesiredSituation> }
public enum Intervention { public typealias ID = Identifier<Intervention> }
public enum ExchangeQuestion { public typealias ID = Identifier<ExchangeQuestion> }
public enum Adoption { public typealias ID = Identifier<Adoption> }
public enum OutlineStatement { public typealias ID = Identifier<OutlineStatement> }
public enum Guide { public typealias ID = Identifier<Guide> }
public enum GuideSection { public typealias ID = Identifier<GuideSection> }
public enum Evidence { public typealias ID = Identifier<Evidence> }
public enum GuideComment { public typealias ID = Identifier<GuideComment> }
public enum GuideVersion { public typealias ID = Identifier<GuideVersion> }
public enum OutgoingMail { public typealias ID = Identifier<OutgoingMail> }
public enum ImportDraft { public typealias ID = Identifier<ImportDraft> }
public enum AccountIdentity { public typealias ID = Identifier<AccountIdentity> }
public enum Mandate { public typealias ID = Identifier<Mandate> }
public enum Invitation { public typealias ID = Identifier<Invitation> }
public enum Quota { public typealias ID = Identifier<Quota> }
public enum Nomination { public typealias ID = Identifier<Nomination> }
public enum Registration { public typealias ID = Identifier<Registration> }
public enum AllocationRun { public typealias ID = Identifier<AllocationRun> }
public enum AgendaSession { public typealias ID = Identifier<AgendaSession> }
public enum AgendaBlock { public typealias ID = Identifier<AgendaBlock> }
public enum KeptFile { public typealias ID = Identifier<KeptFile> }
public enum Material { public typealias ID = Identifier<Material> }
public enum Attendance { public typealias ID = Identifier<Attendance> }
public enum Certificate { public typealias ID = Identifier<Certificate> }
public enum RoomQuestion { public typealias ID = Identifier<RoomQuestion> }
public enum RoomPoll { public typealias ID = Identifier<RoomPoll> }
public enum DeskPass { public typealias ID = Identifier<DeskPass> }
public enum Claim { public typealias ID = Identifier<Claim> }
public enum ClaimItem { public typealias ID = Identifier<ClaimItem> }
public enum BudgetLine { public typealias ID = Identifier<BudgetLine> }
public enum Consultation { public typealias ID = Identifier<Consultation> }
public enum VisitStop { public typealias ID = Identifier<VisitStop> }
public enum StopQuestion { public typealias ID = Identifier<StopQuestion> }
public enum Observation { public typealias ID = Identifier<Observation> }
public enum Area { public typealias ID = Identifier<Area> }
public enum City { public typealias ID = Identifier<City> }
public enum Member { public typealias ID = Identifier<Member> }
public enum WorkingGroup { public typealias ID = Identifier<WorkingGroup> }
public enum ExpertRequest { public typealias ID = Identifier<ExpertRequest> }
public enum ExpertCandidate { public typealias ID = Identifier<ExpertCandidate> }
public enum Notice { public typealias ID = Identifier<Notice> }
public enum NoticeAnswer { public typealias ID = Identifier<NoticeAnswer> }
public enum SharedNeed { public typealias ID = Identifier<SharedNeed> }
public enum Publication { public typealias ID = Identifier<Publication> }
public enum Series { public typealias ID = Identifier<Series> }
public enum InformationRoute { public typealias ID = Identifier<InformationRoute> }
public enum PracticeAdoption { public typealias ID = Identifier<PracticeAdoption> }
public enum AccessToken { public typealias ID = Identifier<AccessToken> }

extension Identifier: SQLBindable {
    public var sqlValue: SQLValue { .text(description) }
}

extension Identifier: SQLDecodable {
    public static func decode(_ value: SQLValue) -> Self? {
        if case .text(let text) = value { Self(text) } else { nil }
    }
}

extension Identifier: PathParameter {}

extension Identifier: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let id = Self(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "an id is a lower-case UUID")
        }
        self = id
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension Row {
    /// A moment as it is stored, brought into the years that this product knows (``EpochTime``): one that no field would take today may
    /// still be in the table, and no sum on it may trap.
    func moment(_ column: String) throws -> Int64? { try get(column, as: Int64?.self).map(EpochTime.bounded) }
}

extension Environment {
    /// A new UUIDv7 of this moment.
    func id<Subject>(_ type: Identifier<Subject>.Type = Identifier<Subject>.self) -> Identifier<Subject> {
        Identifier(milliseconds: now(), random: random(10))
    }
}
