import Domain
import Storage
import Web

/// Who comes, with what the host asks of each: made when it is taken out, and kept nowhere.
struct AccessList: Sendable {
    enum Format: String, Sendable, CaseIterable {
        case xlsx, csv, pdf
    }

    let event: EventRecord
    let visit: StudyVisitRecord
    let stops: [StopRecord]
    /// Who has a seat and comes to the place, by name.
    let people: [Traveller]
    private let told: [Registration.ID: AccessFields]
    private let countries: [String: String]

    init(_ id: Event.ID, _ reading: any Reading) throws {
        event = try EventStore(reading).event(id)
        visit = try VisitStore(reading).visit(of: id)
        stops = try VisitStore(reading).stops(of: id)
        people = try TravellerStore(reading).all(of: id).filter(\.travels)
        told = try AccessStore(reading).told(of: id)
        let names = try DirectoryNames(reading)
        countries = Dictionary(names.allCountries.map { ($0.code, $0.name) }) { first, _ in first }
    }

    /// Those of whom something is missing that the host asks for.
    var missing: [Traveller] { people.filter { !(told[$0.id] ?? AccessFields()).answers(visit.asks) } }

    func hasTold(_ person: Traveller) -> Bool { (told[person.id] ?? AccessFields()).answers(visit.asks) }

    private var header: [Message] {
        [L("Name"), L("Organisation"), L("Country")] + visit.asks.map(\.label)
    }

    private var rows: [[String]] {
        people.map { person in
            let fields = told[person.id] ?? AccessFields()
            return [person.name, person.organisation, person.country.flatMap { countries[$0] } ?? ""]
                + visit.asks.map { ask in
                    ask == .nationality ? fields.nationality.flatMap { countries[$0] } ?? "" : fields.text(ask)
                }
        }
    }

    func answer(_ format: Format, _ visit: Visit) async throws -> Answer {
        switch format {
        case .csv: return try TableFormat.csv.answer(name: "access", header: header.map { $0.string() }, rows: rows)
        case .xlsx: return try TableFormat.xlsx.answer(name: "access", header: header.map { $0.string() }, rows: rows)
        case .pdf:
            let paper = self.paper
            let bytes = try await visit.services.limits.conversions.pass(busy: .conversionsBusy) {
                try await paper.file(.pdf)
            }
            return .download(bytes, type: Document.Format.pdf.mediaType, name: "access.pdf")
        }
    }

    private var paper: Document {
        var paper = Document(
            title: event.title, kind: L("Access list").string(), marking: TLP.stricter(event.marking, "AMBER"),
            language: Language.current.rawValue)
        paper.startsChaptersOnPages = false
        paper.facts = [
            .init(L("Host"), visit.fields.host.isEmpty ? "–" : visit.fields.host),
            .init(L("When"), DateText.span(event.startsOn, event.endsOn)),
            .init(L("People"), String(people.count)),
        ]
        var when = Document.Table(
            caption: L("Stops").string(),
            columns: [.init(L("Stop"), weight: 2), .init(L("Day")), .init(L("Time")), .init(L("Escort"))])
        when.rows = stops.map { stop in
            let time = [stop.fields.starts, stop.fields.ends].filter { !$0.isEmpty }.joined(separator: "–")
            return [
                [.text(stop.fields.title)], [.text(DateText.day(stop.fields.day))], [.text(time)],
                [.text(stop.fields.escort)],
            ]
        }
        var who = Document.Table(
            caption: L("Who comes").string(), columns: header.map { Document.Table.Column($0) })
        who.rows = rows.map { row in row.map { [.text($0)] } }
        paper.blocks = [
            .table(when), .table(who),
            .paragraph(L("These data are for admission to the site only. Erase them when the visit is over.")),
        ]
        return paper
    }
}
