import Domain
import Storage
import Web

/// Somebody as address books read it, with what the visitor sees and nothing else: vCard 3.0 (RFC 2426), since many programs still refuse
/// or damage 4.0 (RFC 6350), which is there for who asks. UTF-8, no photo; areas as categories, in 4.0 also as EXPERTISE (RFC 6715).
struct ExpertCard {
    enum Version: String, Sendable, CaseIterable {
        case three = "3.0"
        case four = "4.0"
    }

    let person: PersonRecord
    /// By name, in the reader's language.
    let areas: [String]
    /// Of the mandates that hold today.
    let titles: [String]

    /// - Throws: ``Refusal/notFound`` also for somebody whom the visitor may not see.
    init(_ visit: Visit, _ id: Person.ID, _ reading: any Reading) throws {
        let seen = try SightStore(reading, visit).person(id)
        person = seen.person
        let profile = try ProfileStore(reading).profile(of: id)
        areas = try seen.sight.hasProfile ? AreaTree(reading).names(profile?.areas.map(\.key) ?? []) : []
        let (names, today) = (try MandateNames(reading), CalendarDate.today(visit.now))
        titles = try MandateSight(visit, reading).all(of: id).filter { $0.mandate.holds(on: today) && $0.name != nil }
            .map {
                "\($0.role.label.string()), \(names.name($0.holder).string())"
            }
    }

    init(person: PersonRecord, areas: [String], titles: [String]) {
        (self.person, self.areas, self.titles) = (person, areas, titles)
    }

    func answer(_ version: Version) -> Answer {
        .download(
            Array(text(version).utf8), type: "text/vcard; charset=utf-8",
            name: "\(person.fields.fullName.isEmpty ? "card" : person.fields.fullName).vcf")
    }

    func text(_ version: Version) -> String {
        let fields = person.fields
        var lines = ["BEGIN:VCARD", "VERSION:\(version.rawValue)"]
        if version == .four { lines.append("KIND:individual") }
        lines.append("FN:\(CalendarFile.escaped(fields.fullName))")
        lines.append("N:\(CalendarFile.escaped(fields.familyName));\(CalendarFile.escaped(fields.givenName));;;")
        if !fields.organisation.isEmpty { lines.append("ORG:\(CalendarFile.escaped(fields.organisation))") }
        lines += titles.map { "TITLE:\(CalendarFile.escaped($0))" }
        if let email = fields.email {
            lines.append(
                version == .three
                    ? "EMAIL;TYPE=INTERNET:\(CalendarFile.escaped(email))" : "EMAIL:\(CalendarFile.escaped(email))")
        }
        if version == .four {
            for (index, language) in fields.languages.enumerated() {
                lines.append("LANG;PREF=\(min(index + 1, 100)):\(language.filter { $0.isASCII && !$0.isWhitespace })")
            }
        }
        if !areas.isEmpty { lines.append("CATEGORIES:\(areas.map(CalendarFile.escaped).joined(separator: ","))") }
        if version == .four { lines += areas.map { "EXPERTISE:\(CalendarFile.escaped($0))" } }
        lines.append("UID:urn:uuid:\(person.id)")
        lines.append("REV:\(InstantText.write(person.changedAt).filter { $0 != "-" && $0 != ":" })")
        lines.append("END:VCARD")
        return lines.map { CalendarFile.folded($0) + "\r\n" }.joined()
    }
}
