import Domain
import Storage
import Web

/// What is told of a visit as a whole: who receives, and until when the host needs the list of who comes.
struct StudyVisitFields: FieldRecord {
    var host = ""
    var contact = ""
    var reach = ""
    var address = ""
    /// A day, or empty.
    var listDue = ""
    var note = ""

    static let fields: [Field<StudyVisitFields>] = [
        .line(
            "host", \.host, L("Host"),
            hint: L("The organisation that receives you; one of the directory by its name there, any other in words."),
            limit: 200),
        .line("contact", \.contact, L("Contact at the host"), hint: L("Name and function."), limit: 200),
        .line("reach", \.reach, L("Telephone or e-mail"), limit: 200, isBeside: true),
        .lines("address", \.address, L("Address"), limit: 400),
        .lines(
            "note", \.note, L("For everybody who comes"), hint: L("What to wear, telephones, photographs."),
            limit: 2_000),
        .date(
            "list_due", \.listDue, L("The host needs the access list by"),
            hint: L("On the day after, what people told for it is erased."), isRequired: false),
    ]
}

/// What a host may ask of everybody who enters. The code is the name of the field.
enum AccessAsk: String, CaseIterable, Sendable, Codable, ChoiceType {
    case name = "full-name"
    case nationality
    case birth = "born-on"
    case document = "document-number"

    var label: Message {
        switch self {
        case .name: L("Name as in the passport")
        case .nationality: L("Nationality")
        case .birth: L("Date of birth")
        case .document: L("Number of the passport or identity card")
        }
    }
}

struct StudyVisitRecord: Sendable {
    var fields = StudyVisitFields()
    /// Of the directory, where the host is known there by that name.
    var organisation: Organisation.ID?
    /// In the order of ``AccessAsk``.
    var asks: [AccessAsk] = []

    init() {}

    init(_ row: Row) throws {
        fields = try StudyVisitFields(row)
        organisation = try row.get("organisation_id")
        let codes: [String] = try JSONCoding.value(try row.get("asks"))
        asks = AccessAsk.allCases.filter { codes.contains($0.rawValue) }
    }

    /// The last day on which anything for the list is told or kept: at the latest the last of the event.
    func lastDay(_ event: EventRecord) -> String { Self.lastDay(fields.listDue, end: event.endsOn) }

    static func lastDay(_ due: String, end: String) -> String { due.isEmpty ? end : min(due, end) }
}

/// As somebody tells it for the host, and only what is asked.
struct AccessFields: FieldRecord {
    var fullName = ""
    var nationality: String?
    var bornOn = ""
    var documentNumber = ""

    static let fields: [Field<AccessFields>] = [
        .line("full_name", \.fullName, AccessAsk.name.label, limit: 200),
        .country("nationality", \.nationality, AccessAsk.nationality.label),
        .date("born_on", \.bornOn, AccessAsk.birth.label, isRequired: false),
        .line("document_number", \.documentNumber, AccessAsk.document.label, limit: 40),
    ]

    /// Names of the fields that this host does not ask.
    static func left(_ asks: [AccessAsk]) -> Set<String> {
        Set(AccessAsk.allCases.filter { !asks.contains($0) }.map(\.rawValue))
    }

    /// Without what is not asked.
    func only(_ asks: [AccessAsk]) -> AccessFields {
        var fields = AccessFields()
        for field in Self.fields where asks.contains(where: { $0.rawValue == field.name }) {
            field.set(&fields, field.value(self))
        }
        return fields
    }

    func text(_ ask: AccessAsk) -> String {
        Self.fields.first { $0.name == ask.rawValue }?.value(self).text ?? ""
    }

    func answers(_ asks: [AccessAsk]) -> Bool { asks.allSatisfy { !text($0).isEmpty } }
}
