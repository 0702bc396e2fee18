import Markup
import Web

/// The list of organisations.
struct OrganisationsPage {
    let visit: Visit
    let organisations: [OrganisationRecord]
    let hasMore: Bool
    let names: DirectoryNames

    var answer: Answer {
        let query = visit.inbound.query
        let isFiltered = ["q", "country", "sector"].contains { !query.text($0).isEmpty }
        let form = FormState(query)
        return DirectoryFrame(visit: visit, tab: .organisations).list(
            organisations.isEmpty && !isFiltered
                ? """
                <div class="empty"><h2>\(L("No organisations yet"))</h2>\
                <p class="muted">\(L("They are added here, or automatically with the people who belong to them."))</p>\
                <a class="button primary" href="\(Paths.newOrganisation())">\(L("Add an organisation"))</a></div>
                """
                : """
                <div class="actions"><a class="button primary" href="\(Paths.newOrganisation())">\(Icon.svg("plus")) \(L("Add an organisation"))</a></div>
                <form class="inline" id="filter" method="get" action="\(Paths.organisations())" role="search" data-auto>\
                \(form.text("q", L("Search"), type: "search"))\
                \(form.select("country", L("Country"), options: [(value: "", label: L("All"))] + names.countryOptions.dropFirst()))\
                \(form.select("sector", L("Sector"), options: [(value: "", label: L("All"))] + names.sectorOptions().dropFirst()))\
                <button>\(L("Show"))</button></form>
                \(organisations.isEmpty ? """
                    <div class="empty"><h2>\(L("No organisation found"))</h2>\
                    <a class="button" href="\(Paths.organisations())">\(L("Show all"))</a></div>
                    """ : table)
                """)
    }

    private var table: HTML {
        let query = visit.inbound.query
        let next = QueryText.of([
            ("q", query["q"]), ("country", query["country"]), ("sector", query["sector"]),
            ("after", organisations.last?.id.description),
        ])
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(L("Organisations").string())"><table class="stack">\
            <thead><tr><th scope="col">\(L("Name", context: "thing"))</th><th scope="col">\(L("Country"))</th><th scope="col">\(L("Sector"))</th>\
            <th scope="col" class="num">\(L("People"))</th></tr></thead><tbody>\(organisations.html { organisation in
                """
                <tr><th scope="row"><a href="\(Paths.organisation(organisation.id))" dir="auto">\(organisation.name)</a></th>\
                <td data-label="\(L("Country").string())"><span>\(names.place(organisation.country))</span></td>\
                <td data-label="\(L("Sector").string())">\(names.sector(organisation.sector)?.html)</td>\
                <td data-label="\(L("People").string())" class="num">\(organisation.people)</td></tr>
                """
            })</tbody></table></div>
            \(hasMore ? "<nav class=\"actions\"><a class=\"button\" rel=\"next\" href=\"\(Paths.organisations() + next)\">\(L("Next page"))</a></nav>" : .empty)
            """
    }
}

/// One organisation: its form and its people.
struct OrganisationPage {
    let visit: Visit
    /// Nothing for a new one.
    let organisation: OrganisationRecord?
    let state: FormState
    let people: [PersonRecord]
    let names: DirectoryNames
    /// Those that are offered.
    let cities: [CityRecord]
    /// What it is a part of, and what became of it.
    var place: HTML = .empty

    var answer: Answer {
        let title = organisation.map { .verbatim($0.name) } ?? L("Add an organisation")
        let path = organisation.map { Paths.organisation($0.id) } ?? Paths.organisations()
        let fields = FieldForm<OrganisationFields>(
            state: state,
            options: [
                "country": names.countryOptions, "sector": names.sectorOptions(kept: organisation?.sector),
                "city-id": cityOptions,
            ])
        let back = organisation == nil ? MemberReturnSection(state.values) : nil
        let form: HTML = """
            <form class="form" id="organisation" method="post" action="\(path)">\
            \(fields.summary)\(fields.html)\(back?.fields)\
            <div class="actions"><button class="primary">\(L("Save the organisation"))</button>\
            <a class="button plain" href="\(back?.path() ?? Paths.organisations())">\(L("Cancel"))</a></div></form>
            """
        return DirectoryFrame(visit: visit, tab: .organisations).detail(
            title, path: organisation == nil ? Paths.newOrganisation() : path,
            """
            <div class="head"><h1 dir="auto">\(title)</h1></div>
            \(organisation == nil ? form : "<div class=\"split\"><section>\(form)</section><section>\(peopleList)\(place)</section></div>")
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }

    private var cityOptions: [FieldOption] {
        let none: FieldOption = (value: "", label: L("Not stated"))
        return [none]
            + cities.filter { !$0.isRetired || $0.id.description == organisation?.city }.map {
                (value: $0.id.description, label: .verbatim($0.name))
            }
    }

    private var peopleList: HTML {
        guard !people.isEmpty else { return "<h2>\(L("People"))</h2><p class=\"muted\">\(L("Nobody yet."))</p>" }
        return """
            <h2>\(L("People"))</h2><ul class="lines">\(people.html { person in
                """
                <li><p class="title"><a href="\(Paths.person(person.id))" dir="auto">\(person.fields.fullName)</a></p>\
                <p class="meta">\(names.origin(sector: person.fields.sector, country: person.fields.country))</p></li>
                """
            })</ul>
            """
    }
}
