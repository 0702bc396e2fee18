import Markup
import Web

/// The list of people, with search and filter, page by page.
struct PeoplePage {
    static let size = 50

    let visit: Visit
    let filter: PersonFilter
    let isFirst: Bool
    let people: [PersonRecord]
    let hasMore: Bool
    let total: Int
    let names: DirectoryNames
    /// The name of the organisation that the list is narrowed to.
    let organisation: String?

    var answer: Answer {
        let isEmptyDirectory = people.isEmpty && filter.isEmpty && isFirst
        return DirectoryFrame(visit: visit, tab: .people).list(
            """
            \(isEmptyDirectory ? empty : """
                <div class="actions"><a class="button primary" href="\(Paths.newPerson())">\(Icon.svg("plus")) \(L("Add a person"))</a>\
                <a class="button" href="\(Paths.peopleImport())">\(Icon.svg("upload")) \(L("Import a file"))</a>\
                <a class="button plain" href="\(Paths.profileExport("xlsx"))" download>\(Icon.svg("download")) \(L("With what they know"))</a></div>
                \(filterBar)
                <div class="narrowed" id="people" data-announce="\(counted.string())">\(people.isEmpty ? nobody : table)</div>
                """)
            """)
    }

    private var empty: HTML {
        """
        <div class="empty"><h2>\(L("Nobody here yet"))</h2>\
        <p class="muted">\(L("People are added one by one, or from a CSV or Excel file with a preview of every row."))</p>\
        <div class="actions"><a class="button primary" href="\(Paths.peopleImport())">\(L("Import a file"))</a>\
        <a class="button" href="\(Paths.newPerson())">\(L("Add a person"))</a></div></div>
        """
    }

    private var nobody: HTML {
        """
        <div class="empty"><h2>\(L("Nobody found"))</h2><p class="muted">\(L("Try fewer words, or another country or sector."))</p>\
        <a class="button" href="\(Paths.people())">\(L("Show everybody"))</a></div>
        """
    }

    private var counted: Message { L(total, one: "\(total) person", other: "\(total) people") }

    private var filterBar: HTML {
        let form = filter.form
        return """
            <form class="inline" id="filter" method="get" action="\(Paths.people())" role="search" data-auto data-typed="people">\
            \(form.text("q", L("Search"), type: "search"))\
            \(form.select("country", L("Country"), options: everything(names.countryOptions)))\
            \(form.select("sector", L("Sector"), options: everything(names.sectorOptions(kept: filter.sector))))\
            \(filter.organisation.map { "<input type=\"hidden\" name=\"organisation\" value=\"\($0.description)\">" })\
            <button>\(L("Show"))</button></form>
            \(organisation.map { name in
                """
                <p class="meta"><span>\(L("Only \(HTML(escaping: name))"))</span> <a href="\(Paths.people())">\(L("Show everybody"))</a></p>
                """
            })
            """
    }

    private func everything(_ options: [(value: String, label: Message)]) -> [(value: String, label: Message)] {
        [(value: "", label: L("All"))] + options.dropFirst()
    }

    private var table: HTML {
        """
        \(TableFormat.line(counted) { Paths.peopleExport($0.rawValue) + query(after: nil) })\
        <div class="scroll" tabindex="0" role="region" aria-label="\(L("People").string())"><table class="stack">\
        <caption class="sr">\(counted)</caption>\
        <thead><tr><th scope="col">\(L("Name"))</th><th scope="col">\(L("Country"))</th><th scope="col">\(L("Sector"))</th>\
        <th scope="col">\(L("Organisation"))</th><th scope="col">\(L("E-mail"))</th></tr></thead><tbody>\
        \(people.html { person in
            let fields = person.fields
            let given = fields.givenName.isEmpty ? "" : ", \(fields.givenName)"
            return """
                <tr><th scope="row"><a href="\(Paths.person(person.id))" dir="auto">\(fields.familyName)\(given)</a></th>\
                <td data-label="\(L("Country").string())"><span>\(names.place(fields.country))</span></td>\
                <td data-label="\(L("Sector").string())">\(names.sector(fields.sector)?.html)</td>\
                <td data-label="\(L("Organisation").string())" dir="auto">\(fields.organisation)</td>\
                <td data-label="\(L("E-mail").string())">\(fields.email)</td></tr>
                """
        })</tbody></table></div>
        <nav class="actions" aria-label="\(L("Pages").string())">\
        \(isFirst ? .empty : "<a class=\"button\" href=\"\(Paths.people() + query(after: nil))\">\(L("First page"))</a>")\
        \(hasMore ? "<a class=\"button\" rel=\"next\" href=\"\(Paths.people() + query(after: people.last))\">\(L("Next page"))</a>" : .empty)\
        </nav>
        """
    }

    private func query(after person: PersonRecord?) -> String {
        let pairs: [(String, String?)] = [
            ("q", filter.query.nilIfEmpty), ("country", filter.country), ("sector", filter.sector),
            ("organisation", filter.organisation?.description), ("after", person?.id.description),
        ]
        return QueryText.of(pairs)
    }
}

/// A query for a link: `?a=1&b=2`, or nothing.
enum QueryText {
    static func of(_ pairs: [(String, String?)]) -> String {
        let text = pairs.compactMap { name, value in value.map { "\(name)=\(PercentCoding.encode($0))" } }.joined(
            separator: "&")
        return text.isEmpty ? "" : "?\(text)"
    }
}

extension DirectoryNames {
    /// A country by chip and name.
    func place(_ code: String?) -> HTML {
        guard let code else { return .empty }
        return "\(chip(code)) <span>\(country(code))</span>"
    }
}

/// People as a table for spreadsheets, in the columns that the import reads again.
struct PeopleTable {
    let names: DirectoryNames

    static var header: [String] { PersonField.allCases.map { $0.label.string() } }

    func rows(_ people: [PersonRecord]) -> [[String]] { people.map { row($0.fields) } }

    func row(_ fields: PersonFields) -> [String] {
        PersonField.allCases.map { field in
            switch field {
            case .country: fields.country ?? ""
            case .sector: names.sector(fields.sector)?.label.string() ?? ""
            default: field.text(of: fields)
            }
        }
    }
}

extension PersonFilter {
    init(_ query: FormValues) {
        self.init(
            query: FieldCheck.line(query.text("q").prefix(200)), country: query.text("country").nilIfEmpty,
            sector: query.text("sector").nilIfEmpty, organisation: Organisation.ID(query.text("organisation")))
    }

    /// As the form above a list shows it.
    var form: FormState { FormState(stored: [("q", query), ("country", country ?? ""), ("sector", sector ?? "")]) }
}
