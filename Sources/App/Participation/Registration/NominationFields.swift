import Domain
import Storage
import Web

/// What is told of somebody who is nominated: the columns of the file `nominations`, after the rank.
struct NominationFields: FieldRecord {
    var givenName = ""
    var familyName = ""
    var email: String?
    var organisation = ""
    var sector: String?
    var country: String?
    /// Names or codes, as typed.
    var languages = ""
    var funding = RegistrationFunding.funded.rawValue
    var mode = AttendanceMode.inPerson.rawValue
    /// To the organiser.
    var note = ""

    static let fields: [Field<NominationFields>] = [
        .line("given_name", \.givenName, L("Given name"), limit: 100),
        .line("family_name", \.familyName, L("Family name"), limit: 100, isRequired: true, isBeside: true),
        email,
        .line("organisation", \.organisation, L("Organisation"), limit: 200),
        .sector("sector", \.sector, L("Sector"), isBeside: true),
        .country("country", \.country, L("Country")),
        .line("languages", \.languages, L("Languages"), hint: L("As names or codes: English, ru"), limit: 100),
        .choice(
            "funding", \.funding, L("Who pays"), .choice(RegistrationFunding.allCases.map(\.rawValue)),
            options: { RegistrationFunding.allCases.map { ($0.rawValue, $0.label) } },
            fault: { RegistrationFunding(rawValue: $0) == nil ? unknown : nil }),
        .choice(
            "mode", \.mode, L("How they take part"), .choice(AttendanceMode.allCases.map(\.rawValue)), isBeside: true,
            options: { AttendanceMode.allCases.map { ($0.rawValue, $0.label) } },
            fault: { AttendanceMode(rawValue: $0) == nil ? unknown : nil }),
        .lines("note", \.note, L("Note to the organiser"), limit: 1_000),
    ]

    private static var unknown: Message { L("This value is not one of those allowed.") }

    private static let email = Field<NominationFields>(
        column: "email", label: L("E-mail"), hint: L("Invitation and answers go there."), rule: .line(254),
        mayBeNothing: true,
        value: { $0.email.map { .text($0) } ?? .nothing }, set: { $0.email = $1.word },
        clean: { fields, check in fields.email = check.email("email", fields.email ?? "") })

    var fullName: String { givenName.isEmpty ? familyName : "\(givenName) \(familyName)" }

    /// As somebody who wants a seat.
    func registration(region: App.Region.ID?) -> RegistrationFields {
        RegistrationFields(
            givenName: givenName, familyName: familyName, email: email, country: country, region: region,
            sector: sector, organisation: organisation, mode: AttendanceMode(rawValue: mode) ?? .inPerson,
            funding: RegistrationFunding(rawValue: funding) ?? .funded,
            language: Languages.list(languages).compactMap { Language(rawValue: $0) }.first)
    }
}

extension RegistrationFunding {
    var label: Message {
        switch self {
        case .funded: L("The event pays")
        case .own: L("Pays for themselves, or is paid by who sends them")
        }
    }
}

extension AttendanceMode {
    var label: Message {
        switch self {
        case .inPerson: L("In person")
        case .online: L("Online")
        }
    }
}

extension RegistrationChannel {
    var label: Message {
        switch self {
        case .nomination: L("Nominated")
        case .invitation: L("Invited in person")
        case .open: L("Registered by themselves")
        }
    }
}
